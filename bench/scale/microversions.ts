import { join } from 'node:path'
import type { Measurement } from '../measurement.ts'
import { type WholeRun, wholeRun } from './whole-run.ts'

const CHOICES = ['edges', 'changes', 'all'] as const
const MOST_MB = 400

export const microversions: Measurement = {
  id: 'microversions',
  title: 'From the edges to all microversions',
  explanation:
    'Whole runs, reports included, on a reference cloud in a process of its own. Memory: the peak of ' +
    `the process, its main thread and its worker together, over ${MOST_MB} MB. Time: that of a case, ` +
    'and resources: servers and volumes created; both over those of the run at the edges.',
  unit: '×',
  conditions: CHOICES.flatMap((choice) => [
    { id: `${choice}, time of each`, goal: { atMost: 1.15 } },
    { id: `${choice}, memory`, goal: { atMost: 1 } },
    { id: `${choice}, resources`, goal: { atMost: 1.1 } },
  ]),
  async *measure(subject, { scratch, say }) {
    let edges: WholeRun | undefined
    for (const choice of CHOICES) {
      say(`a run at ${choice}`)
      const run = await wholeRun(subject, {
        folder: join(scratch, choice),
        latencyMs: 0,
        args: ['--microversions', choice],
      })
      edges ??= run
      const { figures } = run
      const time = run.wallMs / run.cases / (edges.wallMs / edges.cases)
      yield { condition: `${choice}, time of each`, value: time, figures }
      yield { condition: `${choice}, memory`, value: run.peakMb / MOST_MB, figures }
      const resources = (run.servers + run.volumes) / (edges.servers + edges.volumes)
      yield { condition: `${choice}, resources`, value: resources, figures }
    }
  },
}
