import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { codeFile } from '../../src/package-root.ts'
import type { Measurement } from '../measurement.ts'
import { moduleOf } from '../subject.ts'

export const judging: Measurement = {
  id: 'judging',
  title: 'Judging',
  explanation:
    'The number of recorded exchanges of a real OpenStack that are judged in a second (status, body, ' +
    'headers and microversion), over the number of the same bodies that plain Ajv validates in a ' +
    'second with compiled validators.',
  unit: '×',
  conditions: [{ id: 'newest' }, { id: 'zed' }].map(({ id }) => ({ id, goal: { atLeast: 0.5 } })),
  async *measure(subject) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      codeFile('bench', 'judging', 'judging.process'),
      ...['src/judge/judge-response.ts', 'src/openapi/load-contract.ts'].map((source) =>
        moduleOf(subject, source),
      ),
    ])
    for (const { recording, judged, validated, exchanges } of Rates.parse(JSON.parse(stdout))) {
      yield {
        condition: recording,
        value: judged / validated,
        figures: { exchanges, 'judged 1/s': judged, 'validated 1/s': validated },
      }
    }
  },
}

const Rates = z.array(
  z.object({
    recording: z.string(),
    exchanges: z.number(),
    judged: z.number(),
    validated: z.number(),
  }),
)
