import type { TargetIdentity } from '../../discover/target.ts'
import type { CleanUpVerdict } from '../../judge/clean-up-verdict.ts'
import type { CaseVerdict, Reason } from '../../judge/verdict.ts'
import type { Violation } from '../../judge/violation.ts'
import type { OperationId, Persona } from '../../openapi/contract.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import type { SeenOrigin } from '../../openstack/http/origin-log.ts'
import type { CaseId, PlannedCase } from '../../plan/case.ts'
import type { Waiver } from '../../waivers/waiver.ts'
import type { Phase } from '../events/exchange-events.ts'
import type { PersonaAccess } from '../events/plan-events.ts'
import type { ShardIdentity, SuiteIdentity } from '../events/run-events.ts'
import type { Disturbances } from './disturbances.ts'

export interface RecordedExchange {
  readonly phase: Phase
  readonly exchange: Exchange
  readonly violations: readonly Violation[]
}

export interface RecordedWait {
  readonly for: string
  readonly ms: number
  readonly polls: number
}

/** What there may be much of: read again, one at a time, whenever it is gone through. */
export interface Recorded<T> extends Iterable<T> {
  readonly length: number
}

/** A planned case, and what has come of it. */
export interface PerformedCase {
  readonly planned: PlannedCase
  readonly verdict: CaseVerdict
  readonly reason?: Reason
  /** ISO 8601; absent for a case that never began. */
  readonly startedAt?: string
  readonly durationMs: number
  readonly requests: number
  readonly exchanges: Recorded<RecordedExchange>
  readonly waits: Recorded<RecordedWait>
}

/** An attempt at a case that did not end by itself: the run was killed, interrupted or out of time. */
export interface UnfinishedAttempt {
  /** From 1. */
  readonly number: number
  /** ISO 8601. */
  readonly startedAt?: string
  /** Exchanges that were made in it: the first of the case, after those of the attempts before. */
  readonly requests: number
  readonly violations: number
  /** The first of its answers that breaks the contract, in a line. */
  readonly broken?: string
}

/** A planned case, and all that a run knows of it. */
export interface CaseRecord extends PerformedCase {
  /** It has a verdict of its own, and is not taken up again. */
  readonly ended: boolean
  readonly unfinished: readonly UnfinishedAttempt[]
  /** Differences from the contract in its exchanges, in all attempts. */
  readonly violations: number
  /** What was asked under test and answered, in a few words: `POST 200`. */
  readonly answers: readonly string[]
}

/** An exchange of a run, with the case that it was made for, if it was made for one. */
export interface FiledExchange extends RecordedExchange {
  readonly case?: CaseId
  /** Number of the attempt that it was made in, where that did not end. */
  readonly unfinishedAttempt?: number
}

/** An answer that breaks the contract and belongs to no case: of what several share, or of a clean-up. */
export interface OutsideViolation {
  readonly exchange: string
  readonly at: string
  readonly phase: Phase
  readonly group?: string
  readonly operation?: OperationId
  readonly message: string
  /** The same operation breaks the contract in cases too, which are waived. */
  readonly waived: boolean
}

/** What the run made on the target, or meant to make. */
export interface ResourceRecord {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly persona: string
  /** Absent when the run ended before the target told the id. */
  readonly id?: string
  readonly gone: boolean
}

export interface LeakedResource {
  readonly kind: string
  readonly id?: string
  readonly name: string
}

/** A waiver, and the cases that it has excused. */
export interface WaiverUse {
  readonly waiver: Waiver
  readonly cases: readonly CaseId[]
  /** It speaks of cases of this plan, and none of them failed. */
  readonly unused: boolean
}

/** Everything that the journal of one run says, put in order. */
export interface RunRecord {
  readonly run: string
  readonly startedAt: string
  readonly suite: SuiteIdentity
  readonly target: TargetIdentity
  /** Where its connections led, in the order in which that was first seen. */
  readonly origins: readonly SeenOrigin[]
  /** When the first and the last request left; undefined: none did. */
  readonly firstRequestAt: string | undefined
  readonly lastRequestAt: string | undefined
  /** How often it was broken off and gone on with. */
  readonly resumptions: number
  /** The users that began the run; empty when it ended before its first case. */
  readonly personaAccess: Readonly<
    Partial<Record<Persona, Pick<PersonaAccess, 'projectId' | 'userId'>>>
  >
  /** Reason codes of `not-tested` that the caller accepts as known gaps. */
  readonly accepted: readonly string[]
  /** Recommendations (SHOULD) are part of the verdict. */
  readonly strict: boolean
  readonly waivers: readonly WaiverUse[]
  /** Set when this run is a part of a whole. */
  readonly shard?: ShardIdentity
  readonly planned: readonly PlannedCase[]
  /** In the order of the plan. */
  readonly cases: readonly CaseRecord[]
  /** Calls that serve several cases, such as discovery or a shared server's boot. */
  readonly sharedExchanges: Recorded<RecordedExchange>
  /** All of them, in the order of time. */
  readonly filedExchanges: Iterable<FiledExchange>
  readonly disturbances: Disturbances
  readonly outsideViolations: readonly OutsideViolation[]
  /** How long it has waited for the target in all. */
  readonly waitMs: number
  readonly resources: readonly ResourceRecord[]
  readonly leaked: readonly LeakedResource[]
  /** Why it is not known whether anything else was left; absent when the target's lists were seen. */
  readonly unseen?: string
  /** How the target was found when the run, or a later clean-up, had removed what it could. */
  readonly cleanUp: CleanUpVerdict
  /** Ended by a signal, or by a crash that left no `run-finished`. */
  readonly interrupted: boolean
  readonly wallMs: number
}
