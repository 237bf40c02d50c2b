import type { CaseId } from '../../src/plan/case.ts'
import type { JournalEvent } from '../../src/run/journal-event.ts'
import { isUnfinished } from '../../src/run/unfinished.ts'

type CaseEvent = Extract<JournalEvent, { readonly case?: CaseId }>

/** A part of a run may have been resumed: which sitting of it each case is to be taken from. */
export class Sittings {
  readonly #of = new Map<CaseId, { sitting: number; ended: boolean }>()
  #sitting = 0

  /** Takes the events of the part in their order. */
  enter(event: JournalEvent): void {
    if (event.type === 'run-resumed') this.#sitting += 1
    const id = caseOf(event)
    if (id === undefined || this.#of.get(id)?.ended === true) return
    const ended = event.type === 'case-finished' && !isUnfinished(event.reason)
    this.#of.set(id, { sitting: this.#sitting, ended })
  }

  /**
   * What of an event of that sitting counts: nothing of a case that a later one has begun anew,
   * except that what it was to create is still the run's.
   */
  keep(event: JournalEvent, sitting: number): JournalEvent | undefined {
    const id = caseOf(event)
    if (id === undefined || this.#of.get(id)?.sitting === sitting) return event
    if (event.type !== 'resource-intended') return undefined
    const { case: _, ...ofNoCase } = event
    return ofNoCase
  }
}

function caseOf(event: JournalEvent): CaseId | undefined {
  return isOfCase(event) ? event.case : undefined
}

function isOfCase(event: JournalEvent): event is CaseEvent {
  return 'case' in event
}
