import type { CaseVerdict, Reason } from '../../judge/verdict.ts'
import type { CasePage, OpenAttempt } from './case-page.ts'
import type { UnfinishedAttempt } from './run-record.ts'
import { isUnfinished } from './unfinished.ts'

/** Whether the case has a final verdict: planning settled it, or its last attempt ended. */
export function hasEnded({ end, planned }: CasePage): boolean {
  return end === undefined ? planned.settled !== undefined : !isUnfinished(end.reason)
}

/** The attempts at a case that did not end by themselves, in order. */
export function unfinishedOf(page: CasePage): readonly UnfinishedAttempt[] {
  const { earlier, attempt } = page
  const last = isBegun(attempt) && !hasEnded(page) ? [attempt] : []
  return [...earlier, ...last].map(({ startedAt, exchanges, violations, broken }, index) => ({
    number: index + 1,
    ...(startedAt !== undefined && { startedAt }),
    requests: exchanges,
    violations,
    ...(broken !== undefined && { broken }),
  }))
}

/** Whether anything was done in the attempt, as far as is known. */
export function isBegun({ startedAt, exchanges }: OpenAttempt): boolean {
  return startedAt !== undefined || exchanges > 0
}

interface Outcome {
  readonly verdict: CaseVerdict
  readonly reason?: Reason
}

/**
 * The outcome of a case, taking all of its attempts into account: an answer that breaks the
 * contract fails it, even if the attempt in which it was seen did not end.
 */
export function withAllAttempts(page: CasePage, outcome: Outcome): Outcome {
  if (outcome.verdict === 'failed') return outcome
  const attempts = [...page.earlier, page.attempt]
  const index = attempts.findIndex(({ broken }) => broken !== undefined)
  const broken = attempts[index]?.broken
  if (broken === undefined) return outcome
  const isLast = index === attempts.length - 1
  const ended = isLast && hasEnded(page) ? '' : ', which did not end'
  const message = `${broken} (in attempt ${index + 1} of ${attempts.length}${ended})`
  return { verdict: 'failed', reason: { code: 'contract-violation', message } }
}
