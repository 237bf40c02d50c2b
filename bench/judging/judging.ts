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
    'How many recorded exchanges of a real OpenStack are judged in a second (status, body, headers ' +
    'and microversion), over how often plain Ajv, with validators compiled before, validates the ' +
    'same bodies in a second.',
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
