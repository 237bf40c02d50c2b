import { z } from 'zod'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import { siteRunSchema } from './site-run.ts'

/**
 * What another suite than that of the day says of a run, from the recorded answers: only the cases
 * about which the two differ.
 */
export const judgementSchema = z.strictObject({
  format: z.literal(1),
  suite: siteRunSchema.shape.suite,
  verdict: siteRunSchema.shape.verdict,
  differing: z
    .record(
      z.string(),
      z.strictObject({
        verdict: z.enum(CASE_VERDICTS),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    )
    .describe('By id of the case'),
  unjudged: z
    .record(
      z.string(),
      z.strictObject({
        asks: z.string().describe('What was not recorded'),
        isFineSoFar: z
          .boolean()
          .describe('All that was recorded was judged, and nothing in it is wrong'),
      }),
    )
    .describe('Cases that ask for more now than was recorded'),
  gone: z.array(z.string()).describe('Cases of promises that the suite does not make any more'),
})

export type Judgement = Readonly<z.output<typeof judgementSchema>>
