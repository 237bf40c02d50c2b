import type { CaseVerdict } from '../../judge/verdict.ts'
import { concerns, type Waiver, waivedReason } from '../../waivers/waiver.ts'
import type { CaseRecord, OutsideViolation, WaiverUse } from './run-record.ts'

/** Verdicts of cases that did not fail, and did run or never will. */
const SETTLED: ReadonlySet<CaseVerdict> = new Set(['passed', 'not-applicable'])

/**
 * The cases of a run with those waived that failed as is known, and what each waiver was good for.
 * Of a part of a plan nobody can say that a waiver is not used: only of a `whole`.
 */
export function waive(
  cases: readonly CaseRecord[],
  waivers: readonly Waiver[],
  whole = true,
): { readonly cases: readonly CaseRecord[]; readonly waivers: readonly WaiverUse[] } {
  const judged = cases.map((each) => {
    const waiver = waivers.find((known) => concerns(known, each.planned))
    return waiver === undefined || each.verdict !== 'failed' ? each : waived(each, waiver)
  })
  const uses = waivers.map((waiver) => {
    const own = cases.filter(({ planned }) => concerns(waiver, planned))
    const failed = own.filter(({ verdict }) => verdict === 'failed')
    return {
      waiver,
      cases: failed.map(({ planned }) => planned.id),
      unused: whole && own.length > 0 && own.every(({ verdict }) => SETTLED.has(verdict)),
    }
  })
  return { cases: judged, waivers: uses }
}

/**
 * What broke the contract outside of the cases is known as well where the same operation broke it in a
 * case that is waived: one waiver of an operation need not name every place where it is called.
 */
export function waivedOutside(
  seen: readonly Omit<OutsideViolation, 'waived'>[],
  cases: readonly CaseRecord[],
): readonly OutsideViolation[] {
  const known = new Set<string>(
    cases
      .filter(({ verdict, violations }) => verdict === 'waived' && violations > 0)
      .map(({ planned }) => planned.operation),
  )
  return seen.map((one) => ({ ...one, waived: known.has(one.operation ?? '') }))
}

function waived(record: CaseRecord, waiver: Waiver): CaseRecord {
  return { ...record, verdict: 'waived', reason: waivedReason(waiver, record.reason) }
}
