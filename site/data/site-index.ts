import { z } from 'zod'
import { judgementSchema } from './judgement.ts'
import { siteRunSchema } from './site-run.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

const keptRun = z.strictObject({
  target: z.string().describe('Id of the target'),
  data: digest.describe('data/runs/<digest>.json: what was said on the day of the run'),
  judgement: digest
    .nullable()
    .describe('data/judgements/<digest>.json; null: its exchanges were not judged again'),
  bundle: digest
    .nullable()
    .describe('data/bundles/<digest>: what it was taken from; null: not kept'),
  takenAt: z.iso.datetime(),
  run: z.string(),
  startedAt: z.iso.datetime(),
  verdict: siteRunSchema.shape.verdict.describe('As it was said on that day'),
  now: siteRunSchema.shape.verdict
    .nullable()
    .describe('As the suite of the last judgement says; null: it was not judged again'),
})

const listedTarget = z.strictObject({
  id: z.string(),
  title: z.string(),
  page: z.string(),
  badge: z.string(),
  release: z.string().nullable(),
  profile: z.string().nullable(),
  verdict: siteRunSchema.shape.verdict.describe('Of its newest run'),
  startedAt: z.iso.datetime(),
  validUntil: z.iso.datetime().nullable(),
  promises: z
    .record(z.string(), count)
    .describe('How many promises have each verdict, each as it was tested last'),
})

/** `index.json`: what a site has. The runs are what it is built from; targets are told for readers. */
export const siteIndexSchema = z
  .strictObject({
    format: z.literal(1),
    builtAt: z.iso.datetime(),
    suite: judgementSchema.shape.suite.describe('The suite that judges now'),
    runs: z.array(keptRun).describe('From the oldest'),
    targets: z.array(listedTarget),
    errata: z
      .record(z.string(), digest)
      .describe('By id of the erratum, exchanges of a real release that show it'),
  })
  .describe('A site of Attest: the runs that were published, and where each target stands')

export type SiteIndex = Readonly<z.output<typeof siteIndexSchema>>
export type KeptRun = Readonly<SiteIndex['runs'][number]>

/** The schema as a JSON Schema document: the text of `index.schema.json`. */
export function siteIndexJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(siteIndexSchema)
  return `${JSON.stringify({ $schema, title: 'Attest site', ...rest }, undefined, 2)}\n`
}
