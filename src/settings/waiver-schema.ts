import { z } from 'zod'
import { isMicroversion, microversion } from '../openapi/microversion.ts'

// Every `error` below is the end of a sentence that begins with "expected".

const text = (expected: string) => z.string({ error: expected }).regex(/\S/, { error: expected })

const version = z
  .string({ error: 'a microversion in quotes such as "2.60"' })
  .refine(isMicroversion, { error: 'a microversion such as "2.60"' })
  .meta({ pattern: '^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$' })
  .transform(microversion)

const waiver = z.strictObject(
  {
    requirement: text('the id of a requirement, or a glob with * and ?').describe(
      'Id of a requirement, or a glob with * for any text and ? for one character.',
    ),
    microversions: z
      .strictObject(
        {
          min: version.exactOptional().describe('First microversion.'),
          max: version.exactOptional().describe('Last microversion.'),
        },
        { error: 'a map with min and max' },
      )
      .exactOptional()
      .describe('Microversions at which it applies; all if left out.'),
    reason: text('a sentence for the report').describe('Why; every report prints it.'),
    owner: text('the person or team that is responsible for it').describe(
      'Person or team that is responsible for it.',
    ),
    issue: z
      .url({ protocol: /^https?$/, error: 'a link such as https://bugs.example/42' })

      .exactOptional()
      .describe('Link to the issue about the failure, if there is one.'),
    expires: z.iso
      .date({ error: 'a day such as 2026-12-31' })
      .describe('The last day on which it applies, in UTC.'),
  },
  { error: 'a map with requirement, reason, owner and expires' },
)

/** The list of waivers, in attest.yaml or in a separate file. */
export const waivers = z
  .array(waiver, { error: 'a list of waivers' })
  .default([])
  .describe(
    'Known failures, which are counted as waived. A waiver that is expired, matches no requirement or excuses nothing fails the run.',
  )

/** A file that has only waivers. */
export const waiversFileSchema = z.strictObject({ waivers }, { error: 'a map with waivers' })
