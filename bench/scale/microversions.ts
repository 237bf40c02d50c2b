import { freshFolder } from '../fresh-folder.ts'
import type { Measurement } from '../measurement.ts'
import { type WholeRun, wholeRun } from './whole-run.ts'

const CHOICES = ['edges', 'changes', 'all'] as const

export const microversions: Measurement = {
  id: 'microversions',
  title: 'From the edges to all microversions',
  explanation:
    'Whole runs, including reports, on a reference cloud in a separate process, over the run at the ' +
    'edges. Time and memory (the peak of the process, with its main thread and its worker) are for ' +
    'each case, where 1 is linear growth. Resources are the servers and volumes created.',
  unit: '×',
  conditions: CHOICES.flatMap((choice) => [
    { id: `${choice}, time of each`, goal: { atMost: 1.15 } },
    { id: `${choice}, memory of each`, goal: { atMost: 1 } },
    { id: `${choice}, resources`, goal: { atMost: 1.1 } },
  ]),
  async *measure(subject, { scratch, say }) {
    let edges: WholeRun | undefined
    for (const choice of CHOICES) {
      say(`a run at ${choice}`)
      const run = await wholeRun(subject, {
        folder: await freshFolder(scratch, choice),
        latencyMs: 0,
        args: ['--microversions', choice],
      })
      edges ??= run
      const { figures } = run
      const growth = run.cases / edges.cases
      const time = run.wallMs / edges.wallMs / growth
      yield { condition: `${choice}, time of each`, value: time, figures }
      const memory = run.peakMb / edges.peakMb / growth
      yield { condition: `${choice}, memory of each`, value: memory, figures }
      const resources = (run.servers + run.volumes) / (edges.servers + edges.volumes)
      yield { condition: `${choice}, resources`, value: resources, figures }
    }
  },
}
