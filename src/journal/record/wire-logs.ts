import type { EventOf } from '../events/journal-event.ts'
import type { LinePlace } from '../journal-lines.ts'
import type { WireLog } from './case-page.ts'
import { disturbancesIn } from './disturbances.ts'
import type { EventStore } from './event-store.ts'
import { KeptEvents } from './kept-events.ts'
import { RecordedChain } from './recorded.ts'
import { asExchange, asWait } from './recorded-forms.ts'
import type { FiledExchange, Recorded, RecordedExchange, RecordedWait } from './run-record.ts'
import { TypedList } from './typed-list.ts'

type ExchangeEvent = EventOf<'exchange'>
type WaitEvent = EventOf<'waited'>

/** Files exchanges and waits: keeps a small part of each in memory, and the rest in a store. */
export class WireLogs {
  readonly #kept: KeptEvents
  /** When each kept event began, in ms since 1970; 0 for waits, whose events do not tell it. */
  readonly #times = new TypedList((length) => new Float64Array(length))

  constructor(store: EventStore) {
    this.#kept = new KeptEvents(store)
  }

  fileExchange(log: WireLog, event: ExchangeEvent, place: LinePlace | undefined): void {
    this.#kept.add(log.exchanges, event, place)
    this.#times.push(Date.parse(event.exchange.at))
    const disturbed = disturbancesIn(event.exchange)
    if (disturbed.length > 0) log.disturbed = [...(log.disturbed ?? []), ...disturbed]
  }

  fileWait(log: WireLog, event: WaitEvent, place: LinePlace | undefined): void {
    this.#kept.add(log.waits, event, place)
    this.#times.push(0)
    log.waitMs += event.ms
  }

  exchangesOf({ exchanges }: WireLog): Recorded<RecordedExchange> {
    return new RecordedChain(this.#kept, exchanges, asExchange)
  }

  waitsOf({ waits }: WireLog): Recorded<RecordedWait> {
    return new RecordedChain(this.#kept, waits, asWait)
  }

  /**
   * All exchanges of the logs in the order of time; those of the same millisecond in the order of
   * the logs. `unfinished` maps numbers of exchanges in attempts that did not end to these
   * attempts.
   */
  inTime(
    logs: readonly WireLog[],
    unfinished: ReadonlyMap<number, number>,
  ): Iterable<FiledExchange> {
    return { [Symbol.iterator]: () => this.#inTime(logs, unfinished) }
  }

  /** The numbers of the exchanges of a log, in order. */
  numbersOf({ exchanges }: WireLog): Iterable<number> {
    return this.#kept.numbersOf(exchanges)
  }

  *#inTime(
    logs: readonly WireLog[],
    unfinished: ReadonlyMap<number, number>,
  ): Generator<FiledExchange> {
    const count = logs.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
    const numbers = new Uint32Array(count)
    const times = new Float64Array(count)
    let filed = 0
    for (const { exchanges } of logs) {
      for (const number of this.#kept.numbersOf(exchanges)) {
        times[filed] = this.#times.at(number)
        numbers[filed++] = number
      }
    }
    const order = Uint32Array.from(numbers.keys())
    order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
    for (const index of order) {
      const number = numbers[index] ?? 0
      const event = this.#kept.take(number)
      const attempt = unfinished.get(number)
      yield {
        ...asExchange(event),
        ...('case' in event && event.case && { case: event.case }),
        ...(attempt !== undefined && { unfinishedAttempt: attempt }),
      }
    }
  }
}
