import type { Target, TargetWishes } from '../discover/target.ts'
import type { CaseVerdict, Reason } from '../judge/verdict.ts'
import type { Violation } from '../judge/violation.ts'
import type { Persona, Service } from '../openapi/contract.ts'
import type { MicroversionRange } from '../openapi/microversion.ts'
import type { CloudPlace } from '../openstack/cloud-config.ts'
import type { Exchange, ServiceKind } from '../openstack/exchange.ts'
import type { SeenOrigin } from '../openstack/origin-log.ts'
import type { CaseId, PlannedCase } from '../plan/case.ts'
import type { Waiver } from '../waivers/waiver.ts'

/** A server or volume that the run has made. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** What a case has borrowed: without it nobody could tell later what it spoke of. */
export interface Lent {
  readonly servers: readonly Named[]
  readonly volumes: {
    readonly plain: readonly Named[]
    readonly multiattach: readonly Named[]
    readonly readOnly: readonly Named[]
  }
  /** A server in the state that the case is about, and the group of the calls that brought it there. */
  readonly state?: { readonly server: Named; readonly volume: Named; readonly group: string }
}

/** The user that a persona is, and where it sends its calls. */
export interface PersonaAccess {
  readonly projectId: string
  /** Absent for the persona nobody, and in journals of earlier versions. */
  readonly userId?: string | undefined
  readonly endpoints: Readonly<Partial<Record<ServiceKind, string>>>
  /** The persona was given a token, not something that gets one. */
  readonly tokenIsGiven: boolean
  /** What its entry of the clouds file says of the cloud; absent for nobody, which has none. */
  readonly cloud?: CloudPlace
}

/** What all cases of a run stand on: with it and the exchanges they can be run once more, offline. */
export interface StageFacts {
  /** Id of the run, which names and tags what is created; a merged run has another one. */
  readonly run: string
  readonly target: Target
  /**
   * What the user has said of the target: with it, and what discovery was answered, it is found again.
   * Absent in journals of earlier versions.
   */
  readonly wishes?: TargetWishes
  readonly deadlines: { readonly bootMs: number; readonly transitionMs: number }
  readonly budget: { readonly servers: number; readonly volumes: number }
  readonly personaAccess: Readonly<Partial<Record<Persona, PersonaAccess>>>
}

export type ResourceKind = 'server' | 'volume' | 'attachment' | 'snapshot' | 'image'

/** What is known of the target when a run starts; holds no secret. */
export interface TargetIdentity {
  readonly name: string
  readonly authUrl: string
  readonly endpoints: Readonly<Record<'compute' | 'block-storage', string>>
  readonly compute: Required<MicroversionRange>
  readonly blockStorage: Required<MicroversionRange>
  /** Of the endpoints, as the catalog has them; absent in journals of earlier versions. */
  readonly regions?: Readonly<Partial<Record<Service, string>>>
  readonly personas: readonly string[]
}

export interface SuiteIdentity {
  readonly version: string
  readonly specs: readonly { readonly document: string; readonly digest: string }[]
}

/** One of the parts that a plan was split into. */
export interface ShardIdentity {
  /** From 1 to `of`. */
  readonly index: number
  readonly of: number
  /** `sha256:<hex>` of the whole plan. */
  readonly plan: string
}

/** A run that has become a part of another, and the digest that its journal ended in. */
export interface MergedRun {
  readonly run: string
  readonly chain: string
}

/** One line of `journal.ndjson`, where a digest is added to it. `at` is ISO 8601 with milliseconds. */
export type JournalEvent =
  | {
      readonly type: 'run-started'
      readonly at: string
      readonly run: string
      readonly suite: SuiteIdentity
      readonly target: TargetIdentity
      /** Reason codes of `not-tested` that the caller accepts as known gaps. */
      readonly accepted: readonly string[]
      /** Recommendations (SHOULD) decide too. */
      readonly strict?: boolean
      /** Failures that are known: readers of the journal count them as waived. */
      readonly waivers?: readonly Waiver[]
      /** Set when this run is a part of a whole. */
      readonly shard?: ShardIdentity
      /** The runs that were merged into this one. */
      readonly merged?: readonly MergedRun[]
    }
  /** What comes after goes on with a run that had been broken off. */
  | {
      readonly type: 'run-resumed'
      readonly at: string
      /** The part of a merged run that begins with it. */
      readonly part?: number
    }
  /** Where a connection led, before what was sent on it: once, and again when it has changed. */
  | ({ readonly type: 'origin-seen'; readonly at: string } & SeenOrigin)
  | {
      readonly type: 'planned'
      readonly at: string
      /** How many cases all events of this type plan together. Absent: there is no other one. */
      readonly of?: number
      readonly cases: readonly PlannedCase[]
    }
  | {
      readonly type: 'staged'
      readonly at: string
      readonly stage: StageFacts
      /** The part of a merged run that it is of. */
      readonly part?: number
    }
  | {
      readonly type: 'case-started'
      readonly at: string
      readonly case: CaseId
      readonly lent?: Lent
      /** The part of a merged run that it was in. */
      readonly part?: number
    }
  | {
      readonly type: 'exchange'
      /** Absent for calls that serve several cases, such as a shared server's boot. */
      readonly case?: CaseId
      /** What it was for when it serves several cases, if they use what came of it. */
      readonly group?: string
      /** `arrange`: before the scenario's own steps; `act`: the steps themselves. */
      readonly phase: 'discover' | 'arrange' | 'act' | 'clean-up'
      /** The part of a merged run that it was in. */
      readonly part?: number
      readonly exchange: Exchange
      readonly violations: readonly Violation[]
      /** How long its sender chose to wait before it, in ms. */
      readonly pausedMs?: number
    }
  | {
      readonly type: 'waited'
      readonly case?: CaseId
      readonly group?: string
      /** The part of a merged run that it was in. */
      readonly part?: number
      readonly for: string
      readonly ms: number
      readonly polls: number
    }
  | {
      readonly type: 'case-finished'
      readonly at: string
      readonly case: CaseId
      readonly verdict: CaseVerdict
      readonly reason?: Reason
      readonly durationMs: number
      readonly requests: number
    }
  /** Written before the creating request leaves. */
  | {
      readonly type: 'resource-intended'
      readonly at: string
      readonly key: string
      readonly kind: ResourceKind
      readonly name: string
      readonly persona: string
      readonly case?: CaseId
      readonly group?: string
    }
  | {
      readonly type: 'resource-created'
      readonly at: string
      readonly key: string
      readonly id: string
    }
  /** Seen to be gone: the target answered 404 for it, or never had it. */
  | { readonly type: 'resource-gone'; readonly at: string; readonly key: string }
  | {
      readonly type: 'leak-check'
      readonly at: string
      readonly leaked: readonly {
        readonly kind: ResourceKind
        readonly id: string
        readonly name: string
      }[]
      /** The part of a merged run that it was in; absent: it is of the whole. */
      readonly part?: number
      /** Why it is not known whether there is more. */
      readonly unseen?: string
    }
  | {
      readonly type: 'run-finished'
      readonly at: string
      readonly interrupted: boolean
      readonly wallMs: number
    }
