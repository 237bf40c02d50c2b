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
import type { Beginning, ShardIdentity, SuiteIdentity } from '../events/run-events.ts'
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

/** A collection that may be large: read again, one item at a time, at each iteration. */
export interface Recorded<T> extends Iterable<T> {
  readonly length: number
}

/** A planned case and its result. */
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

/**
 * An attempt at a case that did not end by itself: the run was killed, interrupted or out of time.
 */
export interface UnfinishedAttempt {
  /** From 1. */
  readonly number: number
  /** ISO 8601. */
  readonly startedAt?: string
  /**
   * The exchanges that were made in it: the first ones of the case after those of the attempts
   * before.
   */
  readonly requests: number
  readonly violations: number
  /** The first answer in it that breaks the contract, in one line. */
  readonly broken?: string
}

/** A planned case, with all that the journal has of it. */
export interface CaseRecord extends PerformedCase {
  /** It has a final verdict and is not run again on resume. */
  readonly ended: boolean
  readonly unfinished: readonly UnfinishedAttempt[]
  /** Differences from the contract in its exchanges, in all attempts. */
  readonly violations: number
  /** The requests under test and the status of their answers, in short: `POST 200`. */
  readonly answers: readonly string[]
}

/** An exchange of a run, with the case that it was made for, if there is one. */
export interface FiledExchange extends RecordedExchange {
  readonly case?: CaseId
  /** The number of its attempt, where that attempt did not end. */
  readonly unfinishedAttempt?: number
}

/**
 * An answer that breaks the contract outside of cases: in something that several share, or in a
 * clean-up.
 */
export interface OutsideViolation {
  readonly exchange: string
  readonly at: string
  readonly phase: Phase
  readonly group?: string
  readonly operation?: OperationId
  readonly message: string
  /** The same operation breaks the contract in cases that are waived, too. */
  readonly waived: boolean
}

/** A resource that the run created on the target, or was going to create. */
export interface ResourceRecord {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly persona: string
  /** Absent when the run ended before the target returned the id. */
  readonly id?: string
  readonly gone: boolean
}

export interface LeakedResource {
  readonly kind: string
  readonly id?: string
  readonly name: string
}

/** A waiver, and the cases that it excused. */
export interface WaiverUse {
  readonly waiver: Waiver
  readonly cases: readonly CaseId[]
  /** It matches cases of this plan, and none of them failed. */
  readonly unused: boolean
}

/** The content of the journal of one run, in order. */
export interface RunRecord {
  readonly run: string
  readonly startedAt: string
  readonly suite: SuiteIdentity
  readonly target: TargetIdentity
  /** The origins of its connections, in the order in which they were first seen. */
  readonly origins: readonly SeenOrigin[]
  /** When the first and the last request were sent; undefined: none was. */
  readonly firstRequestAt: string | undefined
  readonly lastRequestAt: string | undefined
  /** What it began as before settings were corrected, in order; empty when it began once. */
  readonly beganAs: readonly Beginning[]
  /** How often it was broken off and resumed. */
  readonly resumptions: number
  /** The users that began the run; empty when it ended before its first case. */
  readonly personaAccess: Readonly<
    Partial<Record<Persona, Pick<PersonaAccess, 'projectId' | 'userId'>>>
  >
  /** Reason codes of `not-tested` that the caller accepts as known gaps. */
  readonly accepted: readonly string[]
  /** Recommendations (SHOULD) count for the verdict. */
  readonly strict: boolean
  readonly waivers: readonly WaiverUse[]
  /** Set when this run is one part of a plan. */
  readonly shard?: ShardIdentity
  readonly planned: readonly PlannedCase[]
  /** In the order of the plan. */
  readonly cases: readonly CaseRecord[]
  /** Calls that serve several cases, such as discovery or a shared server's boot. */
  readonly sharedExchanges: Recorded<RecordedExchange>
  /** All exchanges, in the order of time. */
  readonly filedExchanges: Iterable<FiledExchange>
  readonly disturbances: Disturbances
  readonly outsideViolations: readonly OutsideViolation[]
  /** The total time of waiting for the target. */
  readonly waitMs: number
  readonly resources: readonly ResourceRecord[]
  readonly leaked: readonly LeakedResource[]
  /**
   * Why it is unknown whether anything else was left; absent when the lists of the target were
   * read.
   */
  readonly unseen?: string
  /** The last result of looking for leftovers on the target, by the run or by a later clean-up. */
  readonly cleanUp: CleanUpVerdict
  /** It was ended by a signal, or by a crash that left no `run-finished`. */
  readonly interrupted: boolean
  readonly wallMs: number
}
