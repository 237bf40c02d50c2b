import { z } from 'zod'
import { at, count, list, milliseconds, named, part } from './fields.ts'

/** Whether known bugs of upstream count as found, too; absent: they do not. */
const strict = z.boolean().exactOptional()

/** What an exploration was asked to do. */
const order = z.discriminatedUnion('kind', [
  /** Histories of the seeds from `seed` on, of these sizes. */
  z.object({
    kind: z.literal('generated'),
    seed: count,
    lanes: count,
    length: count,
    /** The most histories; absent: as many as there is time for. */
    most: count.exactOptional(),
    strict,
  }),
  /** One history in the form of its files, so many times. */
  z.object({ kind: z.literal('given'), history: z.unknown(), times: count, strict }),
])

export const explorationStarted = z.object({
  type: z.literal('exploration-started'),
  at,
  order,
})

const call = z.object({
  lane: count,
  /** Its place in the lane of the history. */
  place: count,
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
  /** The resources of the target on which it was performed, by kind, in the order of their numbers. */
  cast: z.record(z.string(), list(named)),
  /** Empty when an answer was lost. */
  calls: list(call),
  /** The ends of the calls in the order in which the client saw them; `calls` has their places. */
  ends: list(z.object({ end: z.enum(['sent', 'answered']), call: count })),
  /** How often the resources were looked at after the calls. */
  looks: count,
  verdict: z.object({
    code: z.enum(['consistent', 'broken', 'undecided']),
    rule: z.string().exactOptional(),
    message: z.string().exactOptional(),
    /** The place in `calls` of the one that shows it. */
    call: count.exactOptional(),
  }),
})

/** The end of an exploration, before its clean-up. */
export const explorationFinished = z.object({
  type: z.literal('exploration-finished'),
  at,
  /** It ended before its time. */
  interrupted: z.boolean(),
  /** Why it could not go on, where nobody has interrupted it. */
  lost: z.string().exactOptional(),
  wallMs: milliseconds,
  /** Histories that were performed to find something, their calls, and those that were not judged. */
  histories: count,
  calls: count,
  undecided: count,
  /** The smallest history that breaks a rule: its group, the calls that were sent, and how often it did. */
  found: z
    .object({
      group: z.string(),
      calls: count,
      broken: count,
      of: count,
      /** It was not made as small, or repeated as often, as it should be. */
      cutShort: z.literal(true).exactOptional(),
    })
    .exactOptional(),
})

export type HistoryRecord = Readonly<z.output<typeof historyFinished>>
export type ExplorationOrder = Readonly<z.output<typeof order>>
