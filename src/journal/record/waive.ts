import type { CaseVerdict } from '../../judge/verdict.ts'
import { concerns, type Waiver, waivedReason } from '../../waivers/waiver.ts'
import type { CaseRecord, OutsideViolation, WaiverUse } from './run-record.ts'

/** Verdicts of cases that did not fail and that will not run later. */
const SETTLED: ReadonlySet<CaseVerdict> = new Set(['passed', 'not-applicable'])

/**
 * The cases of a run with known failures waived, and what each waiver excused. A waiver can be
 * reported as unused only for a `whole` plan, not for a part of it.
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
 * Marks violations outside of cases as waived where the same operation broke the contract in a
 * waived case: a waiver need not name every place where its operation is called.
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
