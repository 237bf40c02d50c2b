import type { JournalEvent } from '../events/journal-event.ts'
import type { LinePlace } from '../journal-lines.ts'

/** Keeps events that are rarely read, by numbers from 0. */
export interface EventStore {
  /** Returns the number of the event. */
  put(event: JournalEvent, place?: LinePlace): number
  take(number: number): JournalEvent
}

/** Keeps the events themselves in memory, for a run without a file. */
export class MemoryStore implements EventStore {
  readonly #events: JournalEvent[] = []

  put(event: JournalEvent): number {
    return this.#events.push(event) - 1
  }

  take(number: number): JournalEvent {
    const event = this.#events[number]
    if (event === undefined) throw new RangeError(`no event ${number} was kept`)
    return event
  }
}
