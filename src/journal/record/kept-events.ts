import type { JournalEvent } from '../events/journal-event.ts'
import type { LinePlace } from '../journal-lines.ts'
import type { EventStore } from './event-store.ts'
import { TypedList } from './typed-list.ts'

/** The events of one type that belong to one case, or to what several share, in order. */
export interface Chain {
  first: number
  last: number
  length: number
}

export const emptyChain = (): Chain => ({ first: -1, last: -1, length: 0 })

/** Keeps events in a store, linked into chains. */
export class KeptEvents {
  readonly #store: EventStore
  readonly #next = new TypedList((length) => new Int32Array(length))

  constructor(store: EventStore) {
    this.#store = store
  }

  /** Returns the number of the event. */
  add(chain: Chain, event: JournalEvent, place: LinePlace | undefined): number {
    const number = this.#store.put(event, place)
    this.#next.push(-1)
    if (chain.length === 0) chain.first = number
    else this.#next.set(chain.last, number)
    chain.last = number
    chain.length += 1
    return number
  }

  take(number: number): JournalEvent {
    return this.#store.take(number)
  }

  /** The numbers of the events of a chain. */
  *numbersOf({ first, length }: Chain): Generator<number> {
    let number = first
    for (let left = length; left > 0; left -= 1) {
      yield number
      number = this.#next.at(number)
    }
  }
}
