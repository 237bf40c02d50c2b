import { z } from 'zod'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'

const count = z.int().nonnegative()
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const microversion = z.string().nullable().describe('null: the case has none')

/** The cases of one promise that ended alike. */
const outcome = z.strictObject({
  verdict: z.enum(CASE_VERDICTS),
  code: z.string().nullable().describe('Why they were not passed'),
  message: z.string().nullable(),
  microversions: z.array(microversion),
})

const service = z.strictObject({
  title: z.string(),
  region: z.string().nullable(),
  microversions: z.strictObject({ min: z.string(), max: z.string() }).nullable(),
})

const finding = z.strictObject({
  key: z.string(),
  title: z.string(),
  operation: z.string(),
  promise: z.string().nullable(),
  promises: count,
})

const latency = z.strictObject({
  what: z.string().describe('The state that was waited for'),
  times: count,
  medianMs: z.number(),
  slowMs: z.number().describe('95 of 100 were faster'),
  mostMs: z.number(),
})

const answer = z.strictObject({
  operation: z.string(),
  status: z.int(),
  /** JSON pointers, with `*` for the items of lists, and the types that were seen there. */
  fields: z.record(z.string(), z.string()),
  microversions: z.array(microversion),
})

const suite = z.strictObject({
  version: z.string(),
  code: z.string().nullable().describe('Digest or commit of the code that judged; null: unknown'),
  specs: z.array(z.strictObject({ document: z.string(), digest })),
})

/**
 * One run as a site keeps it: what was said on the day of the run. It never changes, so its file is
 * named by its digest.
 */
export const siteRunSchema = z.strictObject({
  format: z.literal(1),
  kind: z
    .enum(['certificate', 'run', 'results'])
    .describe('results: published by the project without the exchanges'),
  run: z.string(),
  startedAt: z.iso.datetime(),
  seconds: z.number().nonnegative(),
  requests: count,
  target: z.strictObject({
    name: z.string(),
    title: z.string(),
    authUrl: z.string().nullable(),
    services: z.record(z.string(), service),
  }),
  label: z.string().nullable().describe('What runs there, such as "Nova 26.2.2, Cinder 21.3.1"'),
  release: z.string().nullable().describe('The release whose newest microversions it offers'),
  suite,
  profile: z.string().nullable(),
  certificate: z
    .strictObject({ validUntil: z.iso.datetime(), signers: z.array(z.string()) })
    .nullable(),
  verdict: z.enum(['conformant', 'non-conformant', 'inconclusive']),
  scope: z.strictObject({ promises: count, of: count }),
  counts: z.strictObject({
    cases: count,
    passed: count,
    failed: count,
    error: count,
    notTested: count,
    notApplicable: count,
    waived: count,
  }),
  promises: z.record(z.string(), z.array(outcome)).describe('By id of the requirement'),
  errata: z.array(z.string()).describe('Errata that permitted an answer'),
  findings: z.array(finding),
  latency: z.array(latency),
  answers: z.array(answer),
  evidence: z
    .record(z.string(), z.strictObject({ digest: z.string(), shows: z.array(z.string()) }))
    .describe('By operation and status (compute.attach:409), its exchanges and their promises'),
})

export type SiteRun = Readonly<z.output<typeof siteRunSchema>>
export type Outcome = Readonly<z.output<typeof outcome>>
export type SuiteOfRun = SiteRun['suite']
