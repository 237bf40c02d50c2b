import type { PlannedCase } from '../plan/case.ts'
import type { EventOf } from './events/journal-event.ts'

/** Cases of one line: all of a large plan in one would be tens of MB that each reader holds at once. */
const CASES_OF_A_LINE = 500

/** The events that say what is planned. Each tells how many cases there are in all. */
export function* plannedEvents(
  at: string,
  cases: readonly PlannedCase[],
): Generator<EventOf<'planned'>> {
  for (let from = 0; from === 0 || from < cases.length; from += CASES_OF_A_LINE) {
    const some = cases.slice(from, from + CASES_OF_A_LINE)
    yield { type: 'planned', at, of: cases.length, cases: some }
  }
}
