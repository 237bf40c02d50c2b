import type { Persona, Service } from '../openapi/contract.ts'
import type { Microversion, MicroversionRange } from '../openapi/microversion.ts'

/** What the target's owner has said of it. */
export interface TargetWishes {
  /** By the names that the descriptions of the services give them; absent: as Attest finds it best. */
  readonly values: Readonly<Record<string, string | number>>
  readonly absent: readonly { readonly feature: string; readonly reason: string }[]
}

/** Whether a prerequisite is there; if not, why, in a sentence for people. */
export type Availability =
  | { readonly available: true }
  /** Found to be missing: what stands on it is not tested. */
  | { readonly available: false; readonly why: string }
  /** Declared absent by the target's owner: what stands on it does not apply. */
  | { readonly available: false; readonly declaredAbsent: true; readonly why: string }

/** A service that is tested or used, as the catalog and its own version document describe it. */
export interface TargetService {
  /** In words, so that a report does not need the description of the service. */
  readonly title: string
  /** Base URL of its operations, without a slash at the end. */
  readonly endpoint: string
  /** Absent where the catalog names none. */
  readonly region?: string
  /** What it offers; absent for a service without microversions. */
  readonly microversions?: Required<MicroversionRange>
}

/** What a target is called and where it is. Holds no secret. */
export interface TargetIdentity {
  readonly name: string
  readonly authUrl: string
  /** Those that are tested, and those that tests use, in the order in which reports list them. */
  readonly services: Readonly<Record<Service, TargetService>>
  readonly personas: readonly string[]
}

/** By service; one without microversions is not in it. */
export type WorkingMicroversions = Readonly<Record<Service, Microversion>>

/** What discovery found out about the cloud under test. Holds no secret. */
export interface Target {
  readonly identity: TargetIdentity
  /** The newest microversions that both the target and the contracts know. */
  readonly working: WorkingMicroversions
  readonly personas: Readonly<Record<Persona, Availability>>
  /** By the names that requirements give them in `needs`. */
  readonly features: Readonly<Record<string, Availability>>
  /** False when the cloud lets roles without rights do what the documents refuse them. */
  readonly restrictsRoles: boolean | 'unknown'
  readonly projectId: string
  /** What the fixtures of each service have found there and work with, in their own form. */
  readonly found: Readonly<Record<Service, Readonly<Record<string, unknown>>>>
  /** How many more of each kind of resource the quotas of the member's project leave. */
  readonly quotaLeft: Readonly<Record<string, number>>
}
