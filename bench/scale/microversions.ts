import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readRun } from '../../reports/read-results.ts'
import type { Measurement } from '../measurement.ts'
import { ALL_PERSONAS, startCloud } from '../reference/cloud-process.ts'
import { runMeasured } from './run-measured.ts'

const CHOICES = ['edges', 'changes', 'all'] as const
const MOST_MB = 400

export const microversions: Measurement = {
  id: 'microversions',
  title: 'From the edges to all microversions',
  explanation:
    'Whole runs, reports included, on a reference cloud in a process of its own. Memory: the peak of ' +
    `the process, its main thread and its worker together, over ${MOST_MB} MB. Resources: servers and ` +
    'volumes created, over those of the run at the edges.',
  unit: '×',
  conditions: CHOICES.flatMap((choice) => [
    { id: `${choice}, memory`, goal: { atMost: 1 } },
    { id: `${choice}, resources`, goal: { atMost: 1.1 } },
  ]),
  async *measure(subject, { scratch, say }) {
    let fewest: number | undefined
    for (const choice of CHOICES) {
      const folder = join(scratch, choice)
      const out = join(folder, 'run')
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      const cloud = await startCloud({ folder, latencyMs: 0 })
      try {
        say(`a run at ${choice}`)
        const usage = await runMeasured(
          subject,
          ['run', ...ALL_PERSONAS, '--microversions', choice, '--out', out],
          { folder, environment: { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile } },
        )
        const { results } = await readRun(join(out, 'results.json'))
        const { servers, volumes } = results.resources.created
        fewest ??= servers + volumes
        const figures = {
          ...{ cases: results.counts.cases, requests: results.timing.requests, servers, volumes },
          ...{ 'wall ms': usage.wallMs, 'processor ms': usage.cpuMs, 'peak MB': usage.peakMb },
        }
        yield { condition: `${choice}, memory`, value: usage.peakMb / MOST_MB, figures }
        yield { condition: `${choice}, resources`, value: (servers + volumes) / fewest, figures }
      } finally {
        await cloud.close()
      }
    }
  },
}
