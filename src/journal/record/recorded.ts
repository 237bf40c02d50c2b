import type { JournalEvent } from '../events/journal-event.ts'
import type { Chain, KeptEvents } from './kept-events.ts'
import type { Recorded } from './run-record.ts'

/**
 * The events of a chain in the form for reports; each is read from its store when it is asked for.
 */
export class RecordedChain<T> implements Recorded<T> {
  readonly length: number
  readonly #kept: KeptEvents
  readonly #chain: Chain
  readonly #form: (event: JournalEvent) => T

  constructor(kept: KeptEvents, chain: Chain, form: (event: JournalEvent) => T) {
    this.#kept = kept
    this.#chain = chain
    this.#form = form
    this.length = chain.length
  }

  *[Symbol.iterator](): Generator<T> {
    for (const number of this.#kept.numbersOf(this.#chain)) {
      yield this.#form(this.#kept.take(number))
    }
  }
}
