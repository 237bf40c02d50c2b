import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Cause } from './attribution.ts'
import type { TargetHistory } from './target-history.ts'
import { current } from './verdicts-of.ts'

/** What a run says of its target that was not known before. */
export interface News {
  readonly target: string
  readonly promise: string
  /** Null where no run before has tested the promise. */
  readonly from: CaseVerdict | null
  readonly to: CaseVerdict
  readonly cause: Cause | null
  /** Why it was not passed, in words. */
  readonly reason: string | null
}

/**
 * The news of a run: verdicts that are other ones than before, and failures of promises that were not tested
 * before. That a run had no time for a promise is none.
 */
export function newsOf(history: TargetHistory, run: string): readonly News[] {
  return [...changes(history, run), ...firstFailures(history, run)]
}

function changes({ transitions }: TargetHistory, run: string): News[] {
  return transitions
    .filter(({ after }) => after.run.run === run)
    .filter(({ from, to }) => from !== 'not-tested' && to !== 'not-tested')
    .map(({ target, promise, from, to, cause, reason }) => ({
      ...{ target, promise, from, to, cause, reason },
    }))
}

function firstFailures({ id, runs, standings }: TargetHistory, run: string): News[] {
  const earlier = runs.filter((one) => one.run.run !== run)
  return [...standings].flatMap(([promise, { run: of, verdict, cases }]) => {
    const isFirst = earlier.every((one) => ownValue(one.run.promises, promise) === undefined)
    if (verdict !== 'failed' || of.run.run !== run || !isFirst) return []
    const told = cases.map(current).find(({ code }) => code !== null)
    const reason = told === undefined ? null : `${told.code}: ${told.message}`
    return [{ target: id, promise, from: null, to: verdict, cause: null, reason }]
  })
}
