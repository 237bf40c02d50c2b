import type { Persona, Service } from '../openapi/contract.ts'
import type { Microversion, MicroversionRange } from '../openapi/microversion.ts'
import type { Room } from './read-quota.ts'

/** Something that a cloud may have or lack, as requirements name it in `needs`. */
export type Feature =
  | 'multiattach-type'
  | 'shelve'
  | 'resize'
  | 'volume-boot'
  | 'direct-swap'
  | 'direct-swap-refused'

/** Those that a target's owner can declare absent. */
export const DECLARABLE_FEATURES = [
  'multiattach-type',
  'shelve',
  'resize',
  'volume-boot',
] as const satisfies readonly Feature[]
export type DeclarableFeature = (typeof DECLARABLE_FEATURES)[number]

/** What the target's owner has said of it. */
export interface TargetWishes {
  readonly image?: string
  readonly flavor?: string
  /** `none`, `auto`, or the id of a network. */
  readonly network?: string
  /** Absent: the target's default type. */
  readonly volumeType?: string
  readonly multiattachType?: string
  readonly volumeSizeGiB: number
  readonly absent: readonly { readonly feature: DeclarableFeature; readonly reason: string }[]
}

/** Whether a prerequisite is there; if not, why, in a sentence for people. */
export type Availability =
  | { readonly available: true }
  /** Found to be missing: what stands on it is not tested. */
  | { readonly available: false; readonly why: string }
  /** Declared absent by the target's owner: what stands on it does not apply. */
  | { readonly available: false; readonly declaredAbsent: true; readonly why: string }

/** A service that is tested, as the catalog and its own version document describe it. */
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
  /** Those that are tested, in the order in which reports list them. */
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
  readonly features: Readonly<Record<Feature, Availability>>
  /** False when the cloud lets roles without rights do what the documents refuse them. */
  readonly restrictsRoles: boolean | 'unknown'
  readonly projectId: string
  readonly image: { readonly id: string; readonly name: string }
  readonly flavor: { readonly id: string; readonly name: string }
  /** Another one that fits the image, on which a server can be resized. */
  readonly otherFlavor?: { readonly id: string; readonly name: string }
  /** What `networks` of a new server says. */
  readonly networks: 'none' | 'auto' | readonly { readonly uuid: string }[]
  /** Absent: the cloud's default type. */
  readonly volumeType?: string
  readonly multiattachType?: string
  readonly volumeSizeGiB: number
  /** What the quotas of the member's project leave. */
  readonly room: Room
}
