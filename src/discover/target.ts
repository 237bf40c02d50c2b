import type { Persona, Service } from '../openapi/contract.ts'
import type { Microversion, MicroversionRange } from '../openapi/microversion.ts'

/** The value of a setting about the target. */
export type WishValue = string | number | readonly string[] | Readonly<Record<string, string>>

/** What the owner of the target has declared about it. */
export interface TargetWishes {
  /** By the names in the descriptions of the services. Where absent, Attest chooses. */
  readonly values: Readonly<Record<string, WishValue>>
  readonly absent: readonly { readonly feature: string; readonly reason: string }[]
}

/** Whether a prerequisite is available; if not, why, in a sentence for people. */
export type Availability =
  | { readonly available: true }
  /** Found to be missing: what depends on it is not tested. */
  | { readonly available: false; readonly why: string }
  /** Declared absent by the target's owner: what depends on it is not applicable. */
  | { readonly available: false; readonly declaredAbsent: true; readonly why: string }

/** A service that is tested or used, as the catalog and its version document describe it. */
export interface TargetService {
  /** The name for people, so that a report does not need the description of the service. */
  readonly title: string
  /** Base URL of its operations, without a slash at the end. */
  readonly endpoint: string
  /** Absent where the catalog has no name. */
  readonly region?: string
  /** The range of microversions that it offers; absent for a service without microversions. */
  readonly microversions?: Required<MicroversionRange>
  /** How this was found out, where the service shows no version document. */
  readonly note?: string
}

/** The name of a target and its addresses. Holds no secret. */
export interface TargetIdentity {
  readonly name: string
  readonly authUrl: string
  /** The tested services, and those that tests use, in the order in which reports list them. */
  readonly services: Readonly<Record<Service, TargetService>>
  readonly personas: readonly string[]
}

/** By service; services without microversions are left out. */
export type WorkingMicroversions = Readonly<Record<Service, Microversion>>

/** Numbers of resources that come with one of a kind: `{ boat: { oar: 2 } }`. */
export type Brings = Readonly<Record<string, Readonly<Record<string, number>>>>

/** What discovery found out about the cloud under test. Holds no secret. */
export interface Target {
  readonly identity: TargetIdentity
  /** The newest microversions that both the target and the contracts know. */
  readonly working: WorkingMicroversions
  readonly personas: Readonly<Record<Persona, Availability>>
  /** By the names that requirements give them in `needs`. */
  readonly features: Readonly<Record<string, Availability>>
  /** False when the cloud allows users without a role what the documents forbid. */
  readonly restrictsRoles: boolean | 'unknown'
  readonly projectId: string
  /** What discovery found for the fixtures of each service, in a form of their own. */
  readonly found: Readonly<Record<Service, Readonly<Record<string, unknown>>>>
  /** By kind, the further resources that the target makes for each one; absent where it makes none. */
  readonly brings?: Brings
  /** How many more resources of each kind the quotas of the member's project allow. */
  readonly quotaLeft: Readonly<Record<string, number>>
}
