import { z } from 'zod'
import { EXCLUSION_CODES, PERSONAS, VOICES } from '../contract.ts'
import { compareMicroversions, isMicroversion, type MicroversionRange } from '../microversion.ts'

/** The `x-` extensions of a contract document. */

const Microversion = z
  .string({
    error: (issue) =>
      typeof issue.input === 'number'
        ? `a microversion must be quoted text, or 2.10 becomes 2.1: write '${issue.input}' in quotes`
        : "expected a microversion in quotes, such as '2.49'",
  })
  .refine(isMicroversion, { error: "expected a microversion such as '2.49'" })

type Version = z.infer<typeof Microversion>

function isInOrder(min: Version, max: Version): boolean {
  return compareMicroversions(min, max) <= 0
}

const BAD_RANGE = { error: 'bad range: min-ver is later than max-ver' }

/** `{ min-ver, max-ver }`, read into a range. */
export const Range = z
  .strictObject({ 'min-ver': Microversion.optional(), 'max-ver': Microversion.optional() })
  .transform(
    ({ 'min-ver': min, 'max-ver': max }): MicroversionRange => ({
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    }),
  )
  .refine(({ min, max }) => !min || !max || isInOrder(min, max), BAD_RANGE)

/** The range is required for a service with microversions, and only there: see `document-range.ts`. */
const DocumentExtension = z.strictObject({
  'min-ver': Microversion.optional(),
  'max-ver': Microversion.optional(),
  /** Whether a run that names no document tests this one; false when left out. */
  default: z.boolean().optional(),
  /** The operationIds in the order of the API document, which shared paths cannot keep. */
  operations: z.array(z.string().min(1)).optional(),
})

const Edition = z.enum(['seed', 'current', 'both'])

export const SourceNote = z.strictObject({ edition: Edition, note: z.string().min(1).optional() })

/** `x-samples`: the documents' sample files that an example stands for. */
export const SampleFiles = z.array(z.string().min(1)).min(1)

export const RequirementEntry = z.strictObject({
  id: z.string().min(1),
  level: z.enum(['MUST', 'SHOULD']),
  when: z.string().min(1),
  'x-openstack': Range.optional(),
  /** Where it may change within its range, in place of all changes of its operation. */
  changes: z.array(Microversion).optional(),
  /** Set when the requirement is about versions at which the operation does not exist. */
  absent: z.literal(true).optional(),
  persona: z.enum(PERSONAS).default('member'),
  needs: z.array(z.string().min(1)).default([]),
  source: z.strictObject({
    edition: Edition,
    section: z.string().min(1),
    note: z.string().min(1).optional(),
  }),
  errata: z.array(z.string().min(1)).default([]),
  /** What the requirement tests beside its status: see `documented.ts` for the names. */
  covers: z.array(z.string().min(1)).default([]),
})

/** `x-notes` of an operation: what the document says in prose. */
const NoteEntries = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    text: z.string().min(1),
    edition: Edition,
  }),
)

/** `x-excluded`: known answers of upstream releases that no requirement tests. */
const ExclusionEntry = z.strictObject({
  operations: z.array(z.string()).min(1),
  status: z.int(),
  when: z.string().min(1),
  code: z.enum(EXCLUSION_CODES),
  reason: z.string().min(1),
})

/** `*` stands for one part of a name: `response.*.device`. */
const EvidencePlace = z
  .string()
  .regex(/^[A-Za-z-]+(\.\S+)*$/, 'expected a place such as query.limit')

/** `evidence` of an erratum: a difference from what upstream says, which `attest spec check` looks for. */
const EvidenceEntry = z
  .strictObject({
    in: z.enum(VOICES),
    at: z.union([EvidencePlace, z.array(EvidencePlace).min(1)]).transform((at) => [at].flat()),
    differs: z.string().min(1),
    /** What upstream says; left out where it says nothing. */
    theirs: z.unknown().optional(),
    /** Those of the erratum when left out. */
    operations: z.array(z.string()).min(1).optional(),
    /** The microversions of the operation when left out. */
    'min-ver': Microversion.optional(),
    'max-ver': Microversion.optional(),
    /** First and last release in which it is seen; in all that are known when left out. */
    from: z.string().min(1).optional(),
    to: z.string().min(1).optional(),
  })
  .refine(({ 'min-ver': min, 'max-ver': max }) => !min || !max || isInOrder(min, max), BAD_RANGE)

const ErratumEntry = z.strictObject({
  id: z.string().min(1),
  operations: z.array(z.string()).min(1),
  document: z.string().min(1),
  upstream: z.string().min(1),
  releases: z.string().min(1),
  holds: z.enum(['document', 'upstream', 'either']),
  seen: z.array(z.string().min(1)).default([]),
  evidence: z.array(EvidenceEntry).default([]),
  /** With `max-ver` only in answers at most at this one: later ones come of releases without the bug. */
  explains: z
    .strictObject({
      status: z.int(),
      code: z.string().min(1),
      /** The field that is wrong, and what is found there; any without them. */
      field: z.string().min(1).exactOptional(),
      got: z.string().min(1).exactOptional(),
      'max-ver': Microversion.optional(),
    })
    .optional(),
  /** Answers that are accepted too; with `max-ver` only when the service's newest version is at most that. */
  permits: z
    .strictObject({ statuses: z.array(z.int()).min(1), 'max-ver': Microversion.optional() })
    .optional(),
})

/** `x-erratum` in the object that an erratum is about: one id or several. */
export const ErratumReference = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((ids) => [ids].flat())

/** The members of an operation that are read, beside its responses. */
export const OperationEntry = z.looseObject({
  operationId: z.string().regex(/^[a-z][a-z-]*$/, 'expected a name such as list-detail'),
  summary: z.string().min(1),
  'x-section': z.string().min(1),
  'x-notes': NoteEntries.default([]),
  externalDocs: z.looseObject({ url: z.url() }),
  responses: z.record(z.string(), z.unknown()),
})

/** The top level of an OpenAPI document. */
export const DocumentFrame = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d+$/, 'expected an OpenAPI 3.1 document'),
  info: z.looseObject({ title: z.string().min(1) }),
  'x-openstack': DocumentExtension.default({}),
  'x-errata': z.array(ErratumEntry).default([]),
  'x-excluded': z.array(ExclusionEntry).default([]),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
export type DocumentFrame = z.infer<typeof DocumentFrame>
