import { z } from 'zod'
import { resultsSchema } from '../results/results-schema.ts'

const count = z.int().nonnegative()
const milliseconds = z.number().nonnegative()
const { run, startedAt, interrupted, suite, target, transport, resources, disturbances, timing } =
  resultsSchema.shape
const group = z.string().describe('history <n>: its exchanges in the journal have the same group')
const rule = z.string().describe('What was broken, such as contract, answer or attached-twice')

const call = z.strictObject({
  lane: count.describe('From 0; lanes run at the same time'),
  words: z.string(),
  status: z.int(),
  sentMs: milliseconds,
  answeredMs: milliseconds,
  exchange: z.string(),
  shows: z.boolean().describe('Its answer shows what is broken'),
})

const history = z.strictObject({
  group,
  verdict: z.enum(['consistent', 'broken', 'undecided']),
  rule: rule.nullable(),
  message: z.string().nullable(),
  lanes: count,
  calls: count,
})

const reached = z.strictObject({
  operation: z.string(),
  state: z.string().describe('Of the things that the call is about'),
  status: z.int(),
  surely: count.describe('Calls that met this state in each order that is possible'),
  perhaps: count.describe('Calls that may have met this state or another one'),
})

/** `results.json` of an exploration, for programs. */
export const explorationSchema = z
  .strictObject({
    kind: z.literal('exploration'),
    ...{ run, startedAt, interrupted, suite, target, transport },
    lost: z
      .string()
      .nullable()
      .describe(
        'Why it could not go on, such as a cloud that cannot be reached any more; null where it could',
      ),
    order: z
      .strictObject({
        seed: count.nullable().describe('Of the first history; null when one was given'),
        lanes: count.nullable(),
        length: count.nullable(),
        most: count
          .nullable()
          .describe('The most histories; null for as many as there is time for'),
        times: count.nullable().describe('How often a history that was given was repeated'),
        strict: z
          .boolean()
          .describe(
            'Whether known bugs of upstream releases count as found, instead of being told',
          ),
      })
      .describe('What was asked for'),
    result: z
      .enum(['found', 'nothing-found'])
      .describe('Finding nothing does not show that the cloud conforms'),
    counts: z.strictObject({
      histories: count.describe('Performed to find something'),
      calls: count.describe('Of these histories'),
      undecided: count.describe('Of these histories, those that could not be judged'),
      smaller: count.describe('Performed to make smaller and to repeat what was found'),
    }),
    found: z
      .strictObject({
        group,
        rule,
        message: z.string(),
        broken: count,
        of: count.describe('It broke the rule in `broken` of so many repetitions'),
        cutShort: z
          .boolean()
          .describe(
            'The exploration ended before it was made as small, or repeated as often, as it should be',
          ),
        calls: z.array(call),
      })
      .nullable()
      .describe('The smallest history that breaks a rule; history.json has it in a form to repeat'),
    known: z
      .array(z.strictObject({ erratum: z.string(), histories: count }))
      .describe('Errata by which answers broke the documents, as on all clouds of the release'),
    coverage: z.strictObject({
      pairs: count.describe('Pairs of a state and an operation that were surely met'),
      outcomes: count.describe('The same, each with the status of the answer'),
      reached: z.array(reached),
    }),
    histories: z.array(history),
    ...{ resources, disturbances, timing },
    journal: z.strictObject({ head: z.string().describe('The digest in which it ends') }),
  })
  .describe('The results of one exploration of Attest')

export type ExplorationResults = z.output<typeof explorationSchema>

/** The same as a JSON Schema document, the text of `exploration.schema.json`. */
export function explorationJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(explorationSchema)
  const title = 'Attest results of an exploration'
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`
}
