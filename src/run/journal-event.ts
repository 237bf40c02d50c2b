import type { CaseVerdict, Reason } from '../judge/verdict.ts'
import type { Violation } from '../judge/violation.ts'
import type { Service } from '../openapi/contract.ts'
import type { MicroversionRange } from '../openapi/microversion.ts'
import type { Exchange } from '../openstack/exchange.ts'
import type { CaseId, PlannedCase } from '../plan/case.ts'

export type ResourceKind = 'server' | 'volume' | 'attachment' | 'snapshot' | 'image'

/** What is known of the target when a run starts; holds no secret. */
export interface TargetIdentity {
  readonly name: string
  readonly authUrl: string
  readonly endpoints: Readonly<Record<Service, string>>
  readonly compute: Required<MicroversionRange>
  readonly blockStorage: Required<MicroversionRange>
  readonly personas: readonly string[]
}

export interface SuiteIdentity {
  readonly version: string
  readonly specs: readonly { readonly document: string; readonly digest: string }[]
}

/** One line of `journal.ndjson`. `at` is ISO 8601 with milliseconds. */
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
    }
  /** What comes after goes on with a run that had been broken off. */
  | { readonly type: 'run-resumed'; readonly at: string }
  | { readonly type: 'planned'; readonly at: string; readonly cases: readonly PlannedCase[] }
  | { readonly type: 'case-started'; readonly at: string; readonly case: CaseId }
  | {
      readonly type: 'exchange'
      /** Absent for calls that serve several cases, such as a shared server's boot. */
      readonly case?: CaseId
      /** `arrange`: before the scenario's own steps; `act`: the steps themselves. */
      readonly phase: 'discover' | 'arrange' | 'act' | 'clean-up'
      readonly exchange: Exchange
      readonly violations: readonly Violation[]
    }
  | {
      readonly type: 'waited'
      readonly case?: CaseId
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
    }
  | {
      readonly type: 'run-finished'
      readonly at: string
      readonly interrupted: boolean
      readonly wallMs: number
    }
