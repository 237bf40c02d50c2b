import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { codeFile } from '../../src/package-root.ts'
import { freshFolder } from '../fresh-folder.ts'
import type { Goal, Measurement } from '../measurement.ts'
import { startCloud } from '../reference/cloud-process.ts'
import type { ReplayOutcome } from './replay.ts'
import { runSuite } from './run-suite.ts'

const LATENCIES = [0, 20, 200] as const

/** The most that a run may take, without reports. On a cloud that answers at once, starting takes most of a run. */
const GOALS: Readonly<Record<number, Goal>> = { 20: { atMost: 1.6 }, 200: { atMost: 1.05 } }

/** The number of connections of each persona in `src/openstack/http/http-client.ts`. */
const CONNECTIONS = 16

export const replayBound: Measurement = {
  id: 'replay-bound',
  title: 'Replay bound',
  explanation:
    'The wall time of a run at the edges (from the start of the program to its end on the cloud, or ' +
    'to the last report) over the time that a bare undici client needs to send the same requests to ' +
    'a fresh reference cloud: in the order that leases, ids and states require, with the recorded ' +
    'pauses between polls, as many connections for each persona, and no other work in between. ' +
    'In both cases the cloud runs in a separate process.',
  unit: '×',
  conditions: LATENCIES.flatMap((latency) => [
    { id: `${latency} ms`, ...(GOALS[latency] && { goal: GOALS[latency] }) },
    { id: `${latency} ms, with reports` },
  ]),
  async *measure(subject, { scratch, say }) {
    for (const latencyMs of LATENCIES) {
      const folder = await freshFolder(scratch, String(latencyMs))
      say(`a run at ${latencyMs} ms`)
      const run = await withCloud({ folder, latencyMs }, ({ cloudsFile }) =>
        runSuite(subject, { out: join(folder, 'run'), cloudsFile, microversions: 'edges' }),
      )
      say(`its replay at ${latencyMs} ms`)
      const bare = await withCloud({ folder, latencyMs }, ({ accounts }) =>
        replayApart({ folder, journal: run.journal, accounts }),
      )
      const figures = {
        'bare ms': bare.wallMs,
        requests: bare.requests,
        'repeated looks': bare.repeated,
        'answered alike %': bare.alike * 100,
      }
      const { runMs, reportsMs } = run
      yield {
        condition: `${latencyMs} ms`,
        value: runMs / bare.wallMs,
        figures: { 'suite ms': runMs, ...figures },
      }
      yield {
        condition: `${latencyMs} ms, with reports`,
        value: (runMs + reportsMs) / bare.wallMs,
        figures: { 'suite ms': runMs + reportsMs, ...figures },
      }
    }
  },
}

async function withCloud<T>(
  options: { readonly folder: string; readonly latencyMs: number },
  work: (cloud: Awaited<ReturnType<typeof startCloud>>) => Promise<T>,
): Promise<T> {
  const cloud = await startCloud(options)
  try {
    return await work(cloud)
  } finally {
    await cloud.close()
  }
}

const Outcome: z.ZodType<ReplayOutcome> = z.object({
  wallMs: z.number(),
  requests: z.number(),
  repeated: z.number(),
  alike: z.number(),
})

/** Replays in a new process. */
async function replayApart(options: {
  readonly folder: string
  readonly journal: string
  readonly accounts: Awaited<ReturnType<typeof startCloud>>['accounts']
}): Promise<ReplayOutcome> {
  const { folder, journal, accounts } = options
  const order = join(folder, 'order.json')
  await writeFile(order, JSON.stringify({ journal, accounts, connections: CONNECTIONS }), {
    mode: 0o600,
  })
  const { stdout } = await promisify(execFile)(process.execPath, [
    codeFile('bench', 'replay-bound', 'replay.process'),
    order,
  ])
  return Outcome.parse(JSON.parse(stdout))
}
