import { z } from 'zod'
import { isMicroversion } from '../../src/openapi/microversion.ts'
import type { Shape } from '../reference/sample-shape.ts'

/**
 * What upstream says of a service's documents at one commit: names, numbers, types, ranges, and digests of
 * texts, none of its texts. `specs/upstream/<service>/<release>.json` holds it.
 */

const Microversion = z.string().refine(isMicroversion, { error: 'expected a microversion' })
const Line = z.int().positive()
const Place = { file: z.string(), line: Line }
const Ends = { min: Microversion.optional(), max: Microversion.optional() }

const ShapeFact: z.ZodType<Shape> = z.lazy(() =>
  z.union([z.string(), z.array(ShapeFact), z.record(z.string(), ShapeFact)]),
)

const Direction = z.enum(['request', 'response'])

/** A row of a table of the reference, with the entry of the parameter file that it names. */
export const ParameterFact = z.strictObject({
  direction: Direction,
  name: z.string(),
  in: z.string(),
  type: z.string(),
  required: z.boolean(),
  ...Ends,
  /** The description says that it may be null. */
  null: z.literal(true).optional(),
  line: Line,
  /** Where its entry is; undefined where the file has none of this name. */
  entry: z.strictObject(Place).optional(),
  prose: z.string(),
})
export type ParameterFact = z.infer<typeof ParameterFact>

export const StatusFact = z.strictObject({ status: z.int(), ...Ends, line: Line })
export type StatusFact = z.infer<typeof StatusFact>

export const SampleFact = z.strictObject({
  direction: Direction,
  file: z.string(),
  line: Line,
  /** In whose folder it is. */
  at: Microversion.optional(),
  /** Absent where the file is not there or no JSON. */
  shape: ShapeFact.optional(),
})
export type SampleFact = z.infer<typeof SampleFact>

/** A sample that an example of the contract stands for, and that the reference does not include. */
export const NamedSampleFact = SampleFact.omit({ line: true })
export type NamedSampleFact = z.infer<typeof NamedSampleFact>

/** A section of the reference that describes the operation. */
export const SectionFact = z.strictObject({
  ...Place,
  path: z.string(),
  statuses: z.array(StatusFact),
  parameters: z.array(ParameterFact),
  samples: z.array(SampleFact),
  /** Microversions that its text names. */
  versions: z.array(z.strictObject({ version: Microversion, line: Line })),
  prose: z.string(),
})
export type SectionFact = z.infer<typeof SectionFact>

export const SchemaFact = z.strictObject({
  kind: z.enum(['request', 'query', 'response']),
  ...Place,
  name: z.string(),
  ...Ends,
  schema: z.record(z.string(), z.unknown()),
})
export type SchemaFact = z.infer<typeof SchemaFact>

/** What the controller's method declares. */
export const MethodFact = z.strictObject({
  ...Place,
  errors: z.array(z.int()),
  success: z.int().optional(),
  ...Ends,
  schemas: z.array(SchemaFact),
})
export type MethodFact = z.infer<typeof MethodFact>

const OperationFacts = z.strictObject({
  sections: z.array(SectionFact),
  method: MethodFact.optional(),
  /** Those that are there at this commit. */
  named: z.array(NamedSampleFact).optional(),
})
export type OperationFacts = z.infer<typeof OperationFacts>

/** What a file of the reference says in front of its first operation. */
const FrontFact = z.strictObject({ file: z.string(), prose: z.string() })
export type FrontFact = z.infer<typeof FrontFact>

const DocumentFacts = z.strictObject({
  front: z.array(FrontFact),
  /** By operationId. */
  operations: z.record(z.string(), OperationFacts),
  /** Microversions whose entry in the history names the document's paths. */
  history: z.array(z.strictObject({ version: Microversion, line: Line })),
})
export type DocumentFacts = z.infer<typeof DocumentFacts>

export const Facts = z.strictObject({
  service: z.string(),
  release: z.string(),
  ref: z.string(),
  /** The newest microversion of the history. */
  newest: z.strictObject({ version: Microversion, line: Line }).optional(),
  /** Whether the schemas were evaluated; not where there was no Python. */
  schemas: z.boolean(),
  /** By the name of the document below `specs/<service>/`. */
  documents: z.record(z.string(), DocumentFacts),
  /** Schemas beside those in use that no controller names. */
  unused: z.array(z.strictObject({ ...Place, name: z.string() })),
  /** Every file that was read. */
  digests: z.record(z.string(), z.string()),
})
export type Facts = z.infer<typeof Facts>
