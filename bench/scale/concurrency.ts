import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { freshFolder } from '../fresh-folder.ts'
import type { Measurement } from '../measurement.ts'
import { type WholeRun, wholeRun } from './whole-run.ts'

/** How many servers a run may use at a time. It needs two at least, for swaps and moves. */
const SERVERS = [2, 4, 16, 64] as const
const VOLUMES_OF_A_SERVER = 3

/** How long a transition of the cloud takes, in ms. */
const LATENCY_MS = 20

const told = (servers: number): string => `${servers} servers`

export const concurrency: Measurement = {
  id: 'concurrency',
  title: 'From two servers at a time to 64',
  explanation:
    'Whole runs at changes, including reports, on a reference cloud in a separate process whose ' +
    `transitions take ${LATENCY_MS} ms, with a limit for the number of servers at a time and ` +
    `${VOLUMES_OF_A_SERVER} volumes for each. Time and memory are over those of the run with ` +
    `${SERVERS[0]} servers.`,
  unit: '×',
  conditions: SERVERS.flatMap((servers) => [
    { id: `${told(servers)}, time`, goal: { atMost: 1.1 } },
    { id: `${told(servers)}, memory`, goal: { atMost: 1.25 } },
  ]),
  async *measure(subject, { scratch, say }) {
    let fewest: WholeRun | undefined
    for (const servers of SERVERS) {
      const settings = join(scratch, `${servers}.yaml`)
      const budget = { servers, volumes: servers * VOLUMES_OF_A_SERVER }
      await writeFile(settings, stringify({ budget }))
      say(`a run with ${told(servers)}`)
      const run = await wholeRun(subject, {
        folder: await freshFolder(scratch, String(servers)),
        latencyMs: LATENCY_MS,
        args: ['--config', settings],
      })
      fewest ??= run
      const { figures } = run
      yield { condition: `${told(servers)}, time`, value: run.wallMs / fewest.wallMs, figures }
      yield { condition: `${told(servers)}, memory`, value: run.peakMb / fewest.peakMb, figures }
    }
  },
}
