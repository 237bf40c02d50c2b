import { z } from 'zod'

const count = z.int().nonnegative()

/** A run of the suite on a real release, as it is kept in the repository: results, no exchanges. */
export const publishedRun = z.strictObject({
  release: z.string(),
  /** The versions of the packages that were tested. */
  versions: z.strictObject({ nova: z.string(), cinder: z.string() }),
  suite: z.strictObject({ version: z.string(), commit: z.string() }),
  startedAt: z.iso.datetime(),
  environment: z.strictObject({
    system: z.string(),
    processors: count,
    memoryGiB: count,
    node: z.string(),
    /** Processes that could run or did, on average over the last 15 minutes of the run. */
    load: z.number(),
  }),
  personas: z.array(z.string()),
  verdict: z.string(),
  counts: z.strictObject({
    cases: count,
    passed: count,
    failed: count,
    error: count,
    notTested: count,
    notApplicable: count,
    waived: count,
  }),
  created: z.record(z.string(), count),
  leaked: count,
  requests: count,
  seconds: count,
  /** Errata that permit answers which this release gave. */
  errata: z.array(z.string()),
  /** For each requirement, the microversions at which it had a verdict; null: it has none. */
  requirements: z.record(z.string(), z.record(z.string(), z.array(z.string().nullable()))),
})

export type PublishedRun = z.output<typeof publishedRun>
