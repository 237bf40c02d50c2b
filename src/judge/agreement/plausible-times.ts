import { valueAt } from '../../openapi/json-pointer.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import { showValue } from '../show-value.ts'
import type { Violation } from '../violation.ts'
import type { Moment, Said } from './said.ts'
import { answeredAt, CLOCKS_APART_MS, sentAt } from './target-clock.ts'

/**
 * Holds the times in the answers of one trace against its clock: what a request has caused happened after
 * it was sent, and before the answer that tells it. A minute is allowed for clocks that differ.
 */
export class PlausibleTimes {
  /** When the first request of the trace was sent that has caused something, by its subject. */
  readonly #causes = new Map<string, number>()

  check(
    { moments = [], causes = [] }: Said,
    exchange: Exchange,
    body: unknown,
    isNamed: (moment: Moment) => boolean,
  ): Omit<Violation, 'rule'>[] {
    for (const subject of causes) {
      if (!this.#causes.has(subject)) this.#causes.set(subject, sentAt(exchange))
    }
    return moments.flatMap((moment) => {
      const expected = this.#expected(moment, exchange)
      if (expected === undefined || !isNamed(moment)) return []
      const { at } = moment
      const got = showValue(valueAt(body, at), at)
      return [{ code: 'implausible-time' as const, at, expected, got }]
    })
  }

  /** What is expected of a time that is not plausible; undefined for one that is. */
  #expected({ ms, causedBy, after }: Moment, exchange: Exchange): string | undefined {
    const latest = answeredAt(exchange) + CLOCKS_APART_MS
    if (ms > latest) return `no time after this answer, of ${shown(answeredAt(exchange))}`
    const sent = causedBy.flatMap((subject) => this.#causes.get(subject) ?? [])
    const earliest = Math.min(...sent)
    if (sent.length > 0 && ms < earliest - CLOCKS_APART_MS) {
      return `no time before the request that caused it, of ${shown(earliest)}`
    }
    if (after === undefined || ms >= after.ms) return undefined
    return `no time before ${after.what}, which is ${shown(after.ms)}`
  }
}

function shown(ms: number): string {
  return new Date(ms).toISOString()
}
