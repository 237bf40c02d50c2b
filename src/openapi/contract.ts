import type { OpenAPIV3_1 } from 'openapi-types'
import type { Microversion, MicroversionRange } from './microversion.ts'
import type { ServiceDescription } from './service-description.ts'

/** The name of a service's folder below `specs/`, which has no dot. */
export type Service = string

/** The service, a dot, and the `operationId` of the document: unique within the service. */
export type OperationId = `${Service}.${string}`

/** The service that an operation belongs to, from its id. */
export function serviceOf(operation: OperationId): Service {
  return operation.slice(0, operation.indexOf('.'))
}

/** `compute.attach:409:volume-in-use`: operation, status and a slug. Never changes its meaning. */
export type RequirementId = `${OperationId}:${number}:${string}`

/** The user that sends a request. */
export const PERSONAS = ['member', 'reader', 'guest', 'stranger', 'admin', 'nobody'] as const
export type Persona = (typeof PERSONAS)[number]

/** MUST: a document says so. SHOULD: every upstream release behaves so, but no document says it. */
export type Level = 'MUST' | 'SHOULD'

/** Where in the API documents a requirement or a difference is written. */
export interface Source {
  /** `seed`: the edition the project was given; `current`: the newest; `both`. */
  readonly edition: 'seed' | 'current' | 'both'
  readonly section: string
  /** Which note of the section, in the project's own words. */
  readonly note?: string
}

/** One promise of a document. */
export interface Requirement {
  readonly id: RequirementId
  readonly operation: OperationId
  readonly status: number
  readonly level: Level
  /** The condition under which the status is answered. */
  readonly when: string
  /** Microversions at which the requirement applies, within those of its operation and response. */
  readonly range: MicroversionRange
  /**
   * Microversions at which what it says may change, where these are not those of its operation: it is
   * about what another operation does.
   */
  readonly changes?: readonly Microversion[]
  readonly persona: Persona
  /** What the target must have for the requirement to be testable, such as `multiattach`. */
  readonly needs: readonly string[]
  readonly source: Source
  /** Ids of errata that a reader of the requirement has to know, beside those of its response. */
  readonly errata: readonly string[]
  /** Documented parameters, fields and notes that the requirement tests, by name. */
  readonly covers: readonly string[]
  /** Set when the promise is about versions in which the operation does not exist. */
  readonly absent?: true
}

/** A statement about an operation that an API document makes in prose. */
export interface Note {
  readonly id: string
  /** In the project's own words. */
  readonly text: string
  readonly edition: Source['edition']
}

/** Why a known behaviour of the real services is not tested. */
export const EXCLUSION_CODES = [
  /** Depends on timing, so that a test cannot cause it reliably. */
  'race',
  /** Depends on the configuration of the cloud, which a client cannot read. */
  'deployment',
  /** Depends on the hypervisor or the storage backend. */
  'driver',
  /** Would affect other users of the cloud, or leave something that a client cannot remove. */
  'harmful',
  /** A bug of upstream that is not required of any target; its erratum describes it. */
  'upstream-bug',
] as const

/** A known answer of upstream releases that no requirement tests. */
export interface Exclusion {
  readonly operations: readonly OperationId[]
  readonly status: number
  /** The condition under which the status is answered. */
  readonly when: string
  readonly code: (typeof EXCLUSION_CODES)[number]
  readonly reason: string
}

export interface Operation {
  readonly id: OperationId
  readonly service: Service
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path template below the service's versioned endpoint. */
  readonly path: string
  readonly summary: string
  /** Heading of the operation in the API document, and a link to it. */
  readonly section: string
  readonly link: string
  readonly range: MicroversionRange
  readonly notes: readonly Note[]
  readonly requirements: readonly Requirement[]
}

/** A place where a document and every upstream release disagree. */
export interface Erratum {
  readonly id: string
  readonly operations: readonly OperationId[]
  readonly document: string
  readonly upstream: string
  readonly releases: string
  /** Which of the two readings is required of a target. */
  readonly holds: 'document' | 'upstream' | 'either'
  /** Observations of it: the release, and the request that was answered so. */
  readonly seen: readonly string[]
  /** Where it shows in what upstream says of itself. */
  readonly evidence: readonly Evidence[]
  /** The violation that this bug of upstream causes, by which it is recognised in recorded answers. */
  readonly explains?: Explanation
  /** Answers that are accepted in place of the promised one. */
  readonly permits?: Permission
}

/** What of upstream says something: its reference, a schema, a sample, the history, a controller. */
export const VOICES = ['reference', 'schema', 'sample', 'history', 'code'] as const
export type Voice = (typeof VOICES)[number]

/** A difference between contract and upstream that an erratum explains. */
export interface Evidence {
  readonly in: Voice
  /** Names of parameters, fields and statuses; `*` stands for one part. */
  readonly at: readonly string[]
  readonly differs: string
  /** What upstream says; null for nothing. */
  readonly theirs: unknown
  readonly operations: readonly OperationId[]
  /** Open ends are those of the operation. */
  readonly range: MicroversionRange
  /** First and last release in which it is seen. */
  readonly from?: string
  readonly to?: string
}

export interface Explanation {
  readonly status: number
  readonly code: string
  /** The field that is wrong, and what is found there; any where absent. */
  readonly field?: string
  readonly got?: string
  /** Later microversions come of releases without the bug. */
  readonly upTo?: Microversion
}

export interface Permission {
  readonly statuses: readonly number[]
  /** They are accepted only when the newest microversion of the service is at most this one. */
  readonly upTo?: Microversion
}

/** `<service>/<name>`: the path of a document below `specs/`, without the ending. */
export type DocumentId = `${Service}/${string}`

/** One API document with all of its microversions. */
export interface Contract {
  readonly id: DocumentId
  readonly service: Service
  /** Path below `specs/`: `<service>/<document>.yaml`. */
  readonly file: string
  /** Whether a run that names no document tests this one. */
  readonly isDefault: boolean
  /** `sha256:<hex>` of the file's bytes. */
  readonly digest: string
  readonly title: string
  /** First and last microversion that the document covers; absent for a service without any. */
  readonly range?: Required<MicroversionRange>
  readonly description: ServiceDescription
  /** The document as it was written, with the `x-` extensions. */
  readonly document: OpenAPIV3_1.Document
  readonly operations: readonly Operation[]
  readonly errata: readonly Erratum[]
  readonly exclusions: readonly Exclusion[]
}

/** The documents of a run by their files below `specs/`, in the order of lists and plans. */
export type Contracts = ReadonlyMap<string, Contract>
