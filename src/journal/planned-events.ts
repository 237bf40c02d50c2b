import type { PlannedCase } from '../plan/case.ts'
import type { EventOf } from './events/journal-event.ts'

/**
 * Cases per line: a large plan in one line would be tens of MB, which every reader would hold at
 * once.
 */
const CASES_OF_A_LINE = 500

/** The events that record the plan. Each has the number of all cases. */
export function* plannedEvents(
  at: string,
  cases: readonly PlannedCase[],
): Generator<EventOf<'planned'>> {
  for (let from = 0; from === 0 || from < cases.length; from += CASES_OF_A_LINE) {
    const some = cases.slice(from, from + CASES_OF_A_LINE)
    yield { type: 'planned', at, of: cases.length, cases: some }
  }
}
