import type { Level } from '../openapi/contract.ts'
import { TotalsError } from './totals-error.ts'
import type { CaseVerdict, Reason, RunVerdict } from './verdict.ts'

/** How a case ended. */
export interface CaseOutcome {
  readonly level: Level
  readonly verdict: CaseVerdict
  readonly reason?: Reason
  /** An answer that breaks the contract was seen in it, whatever its reason says. */
  readonly breaksContract?: boolean
}

/** What of a run bears on its verdict, besides how its cases ended. */
export interface VerdictTerms {
  /** Reason codes of `not-tested` that are known gaps. */
  readonly accepted?: Iterable<string>
  /** Recommendations (SHOULD) decide too. */
  readonly strict?: boolean
  /** Waivers of what did not fail. */
  readonly unusedWaivers?: number
  /** Answers that break the contract and were seen outside of the cases; without those that are waived. */
  readonly outsideViolations?: number
}

/**
 * Whether a case decides on the verdict of its run: recommendations (SHOULD) do so in a `strict`
 * run only. But an answer that breaks the contract breaks it in whichever case it is seen.
 */
export function decides(
  { level, reason, breaksContract = false }: Omit<CaseOutcome, 'verdict'>,
  strict: boolean,
): boolean {
  return strict || level === 'MUST' || breaksContract || reason?.code === 'contract-violation'
}

/**
 * The verdict of a run, from the cases that decide. Gaps whose reason code is `accepted` do not
 * stand in the way of `conformant`. An answer that breaks the contract decides where it belongs to no
 * case, too; a waiver that excused nothing does, and a run in which nothing
 * passed never is.
 */
export function runVerdict(
  cases: readonly CaseOutcome[],
  { accepted = [], strict = false, unusedWaivers = 0, outsideViolations = 0 }: VerdictTerms = {},
): RunVerdict {
  const known = new Set(accepted)
  const decisive = cases.filter((each) => decides(each, strict))
  if (outsideViolations > 0 || decisive.some(({ verdict }) => verdict === 'failed')) {
    return 'non-conformant'
  }
  const open = decisive.some(
    ({ verdict, reason }) =>
      verdict === 'error' ||
      (verdict === 'not-tested' && (reason === undefined || !known.has(reason.code))),
  )
  const ran = decisive.some(({ verdict }) => verdict === 'passed')
  return open || !ran || unusedWaivers > 0 ? 'inconclusive' : 'conformant'
}

/** How many cases ended how; `cases` is the sum of the others. */
export interface VerdictCounts {
  readonly cases: number
  readonly passed: number
  readonly failed: number
  readonly error: number
  readonly notTested: number
  readonly notApplicable: number
  readonly waived: number
}

export function countVerdicts(cases: readonly Pick<CaseOutcome, 'verdict'>[]): VerdictCounts {
  const count = (wanted: CaseVerdict) => cases.filter(({ verdict }) => verdict === wanted).length
  return {
    cases: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    error: count('error'),
    notTested: count('not-tested'),
    notApplicable: count('not-applicable'),
    waived: count('waived'),
  }
}

/** Checks by their ids that every planned case finished once. Throws {@link TotalsError}. */
export function checkTotals(planned: Iterable<string>, finished: Iterable<string>): void {
  const plan = [...planned]
  const ends = [...finished]
  const facts = {
    missing: without(plan, ends),
    double: [...new Set([...repeated(plan), ...repeated(ends)])],
    unplanned: without(ends, plan),
  }
  if (Object.values(facts).some((ids) => ids.length > 0)) throw new TotalsError(facts)
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others)
  return [...new Set(ids)].filter((id) => !known.has(id))
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return ids.filter((id) => {
    const again = seen.has(id)
    seen.add(id)
    return again
  })
}
