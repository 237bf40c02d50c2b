import { z } from 'zod'
import { at, count, list, milliseconds, part } from './fields.ts'

const call = z.object({
  lane: count,
  /** The call in words. */
  call: z.string(),
  /** Id of the exchange with its answer. */
  exchange: z.string(),
  sentMs: milliseconds,
  answeredMs: milliseconds,
})

/** A history of calls that was performed and judged; its exchanges have the same group. */
export const historyFinished = z.object({
  type: z.literal('history-finished'),
  at,
  part,
  group: z.string(),
  /** The history in the form of its files. */
  history: z.unknown(),
  calls: list(call),
  /** The ends of the calls in the order in which the client saw them; `calls` has their places. */
  ends: list(z.object({ end: z.enum(['sent', 'answered']), call: count })),
  verdict: z.object({
    code: z.enum(['consistent', 'broken', 'undecided']),
    rule: z.string().exactOptional(),
    message: z.string().exactOptional(),
    /** The place in `calls` of the one that shows it. */
    call: count.exactOptional(),
  }),
})
