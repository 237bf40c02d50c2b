import { z } from 'zod'
import { microversionSchema } from '../../openapi/microversion-schema.ts'
import type { Waiver } from '../../waivers/waiver.ts'
import { at, count, list, milliseconds, part } from './fields.ts'
import { identity, wishValue } from './target-schema.ts'

const suite = z.object({
  version: z.string(),
  specs: list(z.object({ document: z.string(), digest: z.string() })),
})

/** One of the parts into which a plan was split. */
const shard = z.object({
  /** From 1 to `of`. */
  index: count,
  of: count,
  /** `sha256:<hex>` of the whole plan. */
  plan: z.string(),
})

const waiver: z.ZodType<Waiver> = z.object({
  requirement: z.string(),
  microversions: z
    .object({ min: microversionSchema.exactOptional(), max: microversionSchema.exactOptional() })
    .exactOptional(),
  reason: z.string(),
  owner: z.string(),
  issue: z.string().exactOptional(),
  expires: z.iso.date(),
})

/** A run that ended at its first set-up and began again as this one, with a setting that would help. */
const beginning = z.object({
  run: z.string().regex(/^[\w-]+$/),
  setting: z.string().regex(/^[a-z-]+$/),
  value: z.union([z.string().regex(/^[\w-]+$/), z.number()]),
  /** The value of the setting until then; absent when it had none. */
  was: wishValue.exactOptional(),
})

export const runStarted = z.object({
  type: z.literal('run-started'),
  at,
  run: z.string(),
  suite,
  target: identity,
  /** Reason codes of `not-tested` that the caller accepts as known gaps. */
  accepted: list(z.string()),
  /** Failed recommendations (SHOULD) count for the verdict too. */
  strict: z.boolean().exactOptional(),
  /** Known failures: readers of the journal count them as waived. */
  waivers: list(waiver).exactOptional(),
  /** What this run began as, in order; absent when it began once. */
  beganAs: list(beginning).exactOptional(),
  /** Set when this run is one part of a plan. */
  shard: shard.exactOptional(),
  /** The runs that were merged into this one, each with the digest at the end of its journal. */
  merged: list(z.object({ run: z.string(), chain: z.string() })).exactOptional(),
})

/** The following events continue a run that had been broken off. */
export const runResumed = z.object({ type: z.literal('run-resumed'), at, part })

export const runFinished = z.object({
  type: z.literal('run-finished'),
  at,
  interrupted: z.boolean(),
  wallMs: milliseconds,
})

export type Beginning = Readonly<z.output<typeof beginning>>
export type SuiteIdentity = Readonly<z.output<typeof suite>>
export type ShardIdentity = Readonly<z.output<typeof shard>>
