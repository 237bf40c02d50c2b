import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import type { CaseRecord } from '../run-record.ts'

/** As many cases as one page can show and still be opened: about 6 KB each. */
const CASES_OF_A_PAGE = 6000

/** Tells the cases whose passing is told in full. */
export type Highlights = (planned: PlannedCase) => boolean

/**
 * Of a plan that no page could show, the cases at the first and at the last microversion of each
 * requirement; of any other, all. Between the two a passed case says what its neighbours say.
 */
export function highlightsOf(plan: readonly PlannedCase[]): Highlights {
  if (plan.length <= CASES_OF_A_PAGE) return () => true
  const edges = new Set<CaseId>()
  const last = new Map<string, CaseId>()
  for (const { id, requirement, persona } of plan) {
    const row = `${requirement} ${persona}`
    if (!last.has(row)) edges.add(id)
    last.set(row, id)
  }
  for (const id of last.values()) edges.add(id)
  return ({ id }) => edges.has(id)
}

/**
 * The cases that the page shows when it cannot show all: the highlights, and all that somebody has
 * to look at. Undefined when it can.
 */
export function shownCases(cases: readonly CaseRecord[]): ReadonlySet<CaseId> | undefined {
  if (cases.length <= CASES_OF_A_PAGE) return undefined
  const highlighted = highlightsOf(cases.map(({ planned }) => planned))
  const shown = cases.filter(
    ({ planned, verdict }) =>
      highlighted(planned) || (verdict !== 'passed' && verdict !== 'not-applicable'),
  )
  return new Set(shown.map(({ planned }) => planned.id))
}
