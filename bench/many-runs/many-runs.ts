import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { codeFile } from '../../src/package-root.ts'
import type { Measurement } from '../measurement.ts'

const RUNS = 200

/** A build reads all runs and makes all pages, those of exchanges too. */
export const manyRuns: Measurement = {
  id: 'many-runs',
  title: 'A site of 200 runs',
  explanation:
    'The time to build all pages of a site of 200 runs of 20 clouds anew from its data, with the pages ' +
    'of exchanges, which a usual build does not make again.',
  unit: 's',
  conditions: [{ id: 'all pages', goal: { atMost: 60 } }],
  async *measure(_, { scratch }) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      codeFile('bench', 'many-runs', 'many-runs.process'),
      join(scratch, 'site'),
      String(RUNS),
    ])
    const told = z.object({ seconds: z.number(), cpuSeconds: z.number() })
    const { seconds, cpuSeconds } = told.parse(JSON.parse(stdout))
    yield { condition: 'all pages', value: seconds, figures: { runs: RUNS, cpuSeconds } }
  },
}
