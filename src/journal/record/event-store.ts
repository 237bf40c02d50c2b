import type { JournalEvent } from '../events/journal-event.ts'

/** Where the line of an event lies in its file, in bytes, and the CRC-32 of these. */
export interface EventPlace {
  readonly offset: number
  readonly length: number
  readonly checksum: number
}

/** Keeps events that few readers ask for, by numbers from 0. */
export interface EventStore {
  /** Returns the number of the event. */
  put(event: JournalEvent, place?: EventPlace): number
  take(number: number): JournalEvent
}

/** Keeps the events themselves: those of a run that has no file. */
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
