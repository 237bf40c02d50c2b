import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { CaseId } from '../../src/plan/case.ts'
import type { Cause } from './cause.ts'

/** The title of errors that follow from no broken promise. */
export const ERRORS_TITLE = 'Errors that follow from no broken promise'

/** One cause, and all that a run has seen of it. */
export interface Finding {
  /** `F1` is the one with the most weight. */
  readonly id: string
  /** The same in each run for the same cause. */
  readonly key: string
  /** `broken` decides on the verdict, a `recommendation` does not, an `error` says nothing of a promise. */
  readonly kind: 'broken' | 'recommendation' | 'error'
  readonly title: string
  readonly cause: Cause
  /** Other places of the same answers that are wrong together with the first. */
  readonly alsoAt: readonly string[]
  /** The failed cases that are counted here, and nowhere else; that of the promise about the place first. */
  readonly cases: readonly CaseRecord[]
  /** Cases that are counted under another cause and have seen this one too. */
  readonly seenToo: readonly CaseId[]
  /** Errors, and cases that were not tested, because of it. */
  readonly follows: readonly CaseRecord[]
  /** Ids of exchanges outside of all cases in which it was seen. */
  readonly outside: readonly string[]
  /** The exchange that shows it in its first case. */
  readonly shownIn?: RecordedExchange
}

/** A finding whose place among the others is not known yet. */
export type Draft = Omit<Finding, 'id'>
