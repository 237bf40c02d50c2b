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

/** What else the verdict of a run depends on, beside its cases. */
export interface VerdictTerms {
  /** Reason codes of `not-tested` that are known gaps. */
  readonly accepted?: Iterable<string>
  /** Whether recommendations (SHOULD) count too. */
  readonly strict?: boolean
  /** The number of waivers that excused nothing. */
  readonly unusedWaivers?: number
  /** The number of contract violations outside of all cases that are not waived. */
  readonly outsideViolations?: number
}

/**
 * Whether a case counts for the verdict of its run. Recommendations (SHOULD) count in a `strict` run
 * only, but a contract violation counts in every case.
 */
export function decides(
  { level, reason, breaksContract = false }: Omit<CaseOutcome, 'verdict'>,
  strict: boolean,
): boolean {
  return strict || level === 'MUST' || breaksContract || reason?.code === 'contract-violation'
}

/**
 * The verdict of a run, from the cases that count. Cases that are `not-tested` with an `accepted`
 * reason code do not prevent `conformant`. A contract violation outside of all cases makes a run
 * `non-conformant`; an unused waiver, or no passed case at all, makes it `inconclusive` at best.
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

/** The number of cases with each verdict; `cases` is the sum of the others. */
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

/** Checks that every planned case finished exactly once, by id. Throws {@link TotalsError}. */
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
