import { z } from 'zod'
import { at, caseId, count, list, milliseconds, named, part, scope } from './fields.ts'
import { reason, verdict } from './plan-events.ts'

/** The resources that a case has borrowed; a case that is run again needs them. */
const lent = z.object({
  /** Resources for this case only, by the kind of lease. */
  things: z.record(z.string(), list(named)),
  /**
   * Resources in the state that the case is about, and the group of the calls that brought them
   * there.
   */
  state: z.object({ things: z.record(z.string(), named), group: z.string() }).exactOptional(),
})

export const caseStarted = z.object({
  type: z.literal('case-started'),
  at,
  case: caseId,
  lent: lent.exactOptional(),
  part,
})

export const waited = z.object({
  type: z.literal('waited'),
  ...scope,
  part,
  for: z.string(),
  ms: milliseconds,
  polls: count,
  /** The wait ended without success. */
  gaveUp: z.boolean().exactOptional(),
})

/** A wait that takes long and is not over; told again at each look. */
export const waiting = z.object({
  type: z.literal('waiting'),
  ...scope,
  part,
  for: z.string(),
  ms: milliseconds,
  /** What the last look saw. */
  seen: z.string(),
  /** The change whose effect is missing, where it is known; it was requested at `at`. */
  after: z.object({ operation: z.string(), at }).exactOptional(),
})

export const caseFinished = z.object({
  type: z.literal('case-finished'),
  at,
  case: caseId,
  verdict,
  reason: reason.exactOptional(),
  durationMs: milliseconds,
  requests: count,
})

export type Lent = Readonly<z.output<typeof lent>>
