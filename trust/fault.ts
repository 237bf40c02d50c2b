import type { CloudFault } from '../reference-cloud/cloud-faults.ts'
import type { Microversion } from '../src/openapi/microversion.ts'
import type { Callers } from './proxy/callers.ts'
import type { Forward, Passing, Reply } from './proxy/message.ts'

/** The kinds of faults, in the order in which reports list them. */
export const KINDS = [
  'success-status',
  'error-status',
  'field',
  'value',
  'undeclared',
  'body',
  'header',
  'microversion',
  'constraint',
  'list',
  'agreement',
  'authorisation',
  'effect',
  'state',
  'flapping',
] as const
export type Kind = (typeof KINDS)[number]

/** What a tampering function gets beside the request. */
export interface Surroundings {
  readonly forward: Forward
  /** To be called when the fault has an effect: the answer, or what was done, is wrong. */
  readonly meet: () => void
  /** The users that have got tokens from this cloud. */
  readonly callers: Callers
}

/** Answers a request in another way than the cloud, or passes on the cloud's answer. */
export type Tamper = (passing: Passing, surroundings: Surroundings) => Promise<Reply>

/** One violation of the contract, which the suite has to detect. */
export interface Fault {
  /** Unique and stable: `compute.show/200/device/dropped`. */
  readonly id: string
  readonly kind: Kind
  /** What the cloud does wrong, in one sentence. */
  readonly sentence: string
  /** Globs over the ids of the requirements that are violated. */
  readonly violates: readonly string[]
  /** Globs over those of them that are likely to detect it first. */
  readonly first?: readonly string[]
  /** Microversions at which it shows; everywhere if not given. */
  readonly at?: { readonly min?: Microversion; readonly max?: Microversion }
  /** The release of the reference cloud that makes the promise; the newest if not given. */
  readonly release?: string
  readonly means: Means
}

/** How a fault is caused: by a proxy before any cloud, or inside the reference cloud. */
export type Means =
  /** `tamper` makes the tampering function for one run, with the state of that run only. */
  { readonly tamper: () => Tamper } | { readonly cloudFault: CloudFault }
