import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'

/** How many cases one page can show and still be opened: about 6 KB each. */
const CASES_OF_A_PAGE = 6000

/** Selects the cases that are shown with all details even when they passed. */
export type Highlights = (planned: PlannedCase) => boolean

/**
 * In a plan that is too large for a page, the cases at the first and the last microversion of each
 * requirement; in others, all. A passed case between the two would show the same.
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

/** How many exchanges fit in full on the page of a larger plan: about 6 KB each. */
const EXCHANGES_OF_A_PAGE = 2400
/** How many of these a passed case takes: the calls of its own operation. */
const EXCHANGES_OF_PASSING = 2

/**
 * The cases that the page shows when it cannot show all, as many as fit: the first of each kind of
 * problem, then the other problems, then the highlights. Undefined when all fit.
 */
export function shownCases(cases: readonly CaseRecord[]): ReadonlySet<CaseId> | undefined {
  if (cases.length <= CASES_OF_A_PAGE) return undefined
  const highlighted = highlightsOf(cases.map(({ planned }) => planned))
  const wanting = cases.filter(
    ({ verdict }) => verdict !== 'passed' && verdict !== 'not-applicable',
  )
  const choice = [
    ...new Map(wanting.toReversed().map((each) => [kindOf(each), each])).values(),
    ...wanting,
    ...cases.filter(({ planned }) => highlighted(planned)),
  ]
  const shown = new Set<CaseId>()
  let room = EXCHANGES_OF_A_PAGE
  for (const { planned, verdict, exchanges } of choice) {
    if (shown.has(planned.id)) continue
    room -= verdict === 'passed' ? EXCHANGES_OF_PASSING : exchanges.length
    if (room < 0 || shown.size === CASES_OF_A_PAGE) break
    shown.add(planned.id)
  }
  return shown
}

const kindOf = ({ planned, verdict, reason }: CaseRecord): string =>
  `${planned.requirement} ${verdict} ${reason?.code}`
