import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { CaseId } from '../../src/plan/case.ts'
import type { Cause } from './cause.ts'

/** The title of errors that follow from no broken promise. */
export const ERRORS_TITLE = 'Errors that follow from no broken promise'

/** One cause, and all that a run has seen of it. */
export interface Finding {
  /** `F1` is the first in the order of findings. */
  readonly id: string
  /** Equal in all runs for the same cause. */
  readonly key: string
  /**
   * `broken` counts for the verdict, a `recommendation` does not, and an `error` says nothing about
   * a promise.
   */
  readonly kind: 'broken' | 'recommendation' | 'error'
  readonly title: string
  readonly cause: Cause
  /** Other places of the same answers that are wrong together with the first. */
  readonly alsoAt: readonly string[]
  /**
   * The failed cases that are counted here only; the case of the promise about the place comes
   * first.
   */
  readonly cases: readonly CaseRecord[]
  /** Cases that are counted under another cause, and have seen this one too. */
  readonly seenToo: readonly CaseId[]
  /** Errors, and cases that were not tested, because of it. */
  readonly follows: readonly CaseRecord[]
  /** Ids of exchanges outside of all cases in which it was seen. */
  readonly outside: readonly string[]
  /** The exchange that shows it in its first case. */
  readonly shownIn?: RecordedExchange
}

/** A finding before its rank among the others is known. */
export type Draft = Omit<Finding, 'id'>
