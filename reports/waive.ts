import type { CaseVerdict } from '../src/judge/verdict.ts'
import { concerns, type Waiver, waivedReason } from '../src/waivers/waiver.ts'
import type { CaseRecord, WaiverUse } from './run-record.ts'

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

function waived(record: CaseRecord, waiver: Waiver): CaseRecord {
  return { ...record, verdict: 'waived', reason: waivedReason(waiver, record.reason) }
}
