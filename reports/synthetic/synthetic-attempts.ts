import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { Violation } from '../../src/judge/violation.ts'
import type { CaseId } from '../../src/plan/case.ts'
import { syntheticEvents } from './synthetic-events.ts'

/** The violation in the runs of this file. */
const BROKEN: Violation = {
  code: 'undocumented-property',
  at: '/rotten-plank',
  rule: '/paths/~1servers/get/responses/200',
  expected: 'no such property',
  got: 'one',
}

/** The synthetic run, with all cases passed and nothing left over. */
export function faultlessEvents(): readonly JournalEvent[] {
  return syntheticEvents().flatMap((event): JournalEvent[] => {
    if (event.type === 'planned') {
      const cases = event.cases.filter(({ settled }) => settled === undefined)
      return [{ ...event, cases }]
    }
    if (event.type === 'case-finished') {
      const { reason: _, ...finished } = event
      return event.durationMs === 0 ? [] : [{ ...finished, verdict: 'passed' }]
    }
    if (event.type === 'exchange') return [{ ...event, violations: [] }]
    if (event.type === 'leak-check') return [{ type: event.type, at: event.at, leaked: [] }]
    return [event]
  })
}

/** The indexes of all exchanges of cases in the events. */
export function placesOfExchanges(events: readonly JournalEvent[]): readonly number[] {
  return events.flatMap(({ type }, place) => (type === 'exchange' ? [place] : []))
}

/** The events with a violation in the answer at this index, in its case or in none. */
export function brokenAt(
  events: readonly JournalEvent[],
  place: number,
  belongs: 'to its case' | 'to no case',
): readonly JournalEvent[] {
  const event = events[place]
  if (event?.type !== 'exchange') throw new RangeError(`no exchange at ${place}`)
  const broken = { ...event, violations: [BROKEN] }
  if (belongs === 'to its case') return events.with(place, broken)
  const { case: _, ...ofNoCase } = broken
  const { operation = 'compute.attach' } = event.exchange
  const exchange = { ...event.exchange, id: 'shared', operation }
  return events.toSpliced(place, 0, { ...ofNoCase, group: 'standing boat', exchange })
}

/** The events that are appended when an interrupted run is resumed and all remaining cases pass. */
export function resumptionOf(cut: readonly JournalEvent[]): readonly JournalEvent[] {
  const ended = new Set<CaseId>(
    cut.flatMap((event) => (event.type === 'case-finished' ? [event.case] : [])),
  )
  const again = faultlessEvents().filter((event) => {
    if (event.type === 'leak-check' || event.type === 'run-finished') return true
    return 'case' in event && event.case !== undefined && !ended.has(event.case)
  })
  return [{ type: 'run-resumed', at: '2031-05-04T11:00:00.000Z' }, ...again]
}
