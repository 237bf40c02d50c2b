import type { JournalEvent } from '../../src/run/journal-event.ts'
import { Column } from './column.ts'
import type { EventPlace, EventShelf } from './event-shelf.ts'

/** The events of one kind of one case, or of what several share, in their order. */
export interface Chain {
  first: number
  last: number
  length: number
}

export const emptyChain = (): Chain => ({ first: -1, last: -1, length: 0 })

/** Keeps events in chains on a shelf. */
export class KeptEvents {
  readonly #shelf: EventShelf
  readonly #next = new Column((length) => new Int32Array(length))

  constructor(shelf: EventShelf) {
    this.#shelf = shelf
  }

  /** Returns the number of the event. */
  add(chain: Chain, event: JournalEvent, place: EventPlace | undefined): number {
    const number = this.#shelf.put(event, place)
    this.#next.push(-1)
    if (chain.length === 0) chain.first = number
    else this.#next.set(chain.last, number)
    chain.last = number
    chain.length += 1
    return number
  }

  take(number: number): JournalEvent {
    return this.#shelf.take(number)
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
