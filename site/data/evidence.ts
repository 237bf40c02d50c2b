import { z } from 'zod'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'

const message = z.strictObject({
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable().describe('null: it was empty'),
  cut: z.int().nonnegative().describe('How many characters of the body are left out'),
})

const violation = z.strictObject({ at: z.string(), expected: z.string(), got: z.string() })

/** The exchange that decided about a promise, and the calls of its case. */
const shown = z.strictObject({
  promise: z.string().nullable().describe('null: an answer that was recorded for no promise'),
  verdict: z.enum(CASE_VERDICTS).nullable(),
  reason: z.string().nullable(),
  case: z.string().nullable(),
  persona: z.string(),
  exchange: z.string(),
  at: z.string(),
  durationMs: z.number(),
  method: z.string(),
  url: z.string(),
  request: message,
  status: z.int().nullable().describe('null: no answer came'),
  failure: z.string().nullable(),
  response: message.nullable(),
  violations: z.array(violation),
  calls: z
    .array(z.string())
    .describe('All calls of a case that did not pass, in order, each in a line'),
})

/** The exchanges of one run about one operation and status. */
export const evidenceSchema = z.strictObject({
  run: z.string(),
  target: z.string(),
  startedAt: z.string(),
  operation: z.string(),
  status: z.int(),
  shown: z.array(shown),
})

export type Evidence = Readonly<z.output<typeof evidenceSchema>>
export type ShownExchange = Evidence['shown'][number]
