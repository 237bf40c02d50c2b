import type { Exchange } from '../../openstack/exchange.ts'
import { disturbanceOf } from '../../openstack/http/disturbance.ts'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A read that began less than this before a change was answered began after it: times are whole ms. */
const ROUNDING_MS = 1

/** What the requests of one trace may have changed, and until when. */
export class Changes {
  #lastMs = Number.NEGATIVE_INFINITY

  /** Notes an exchange. True if it may have changed something: it was not refused. */
  see(exchange: Exchange): boolean {
    const { request, response } = exchange
    if (READS.has(request.method)) return false
    const isDisturbed = disturbanceOf(exchange) !== undefined
    const status = response?.status ?? 500
    if (!isDisturbed && status >= 400 && status < 500) return false
    // What had no proper answer may be done at any time from now on; and how long that goes on which was only
    // accepted, the contracts do not say of calls that are not theirs: a resize attaches volumes anew.
    const goesOn = status === 202 && exchange.operation === undefined
    const ends =
      isDisturbed || status >= 500 || goesOn
        ? Number.POSITIVE_INFINITY
        : Date.parse(exchange.at) + exchange.durationMs
    this.#lastMs = Math.max(this.#lastMs, ends)
    return true
  }

  /** Whether a read was sent when nothing was being changed any more. */
  areOverFor({ at }: Exchange): boolean {
    return Date.parse(at) >= this.#lastMs - ROUNDING_MS
  }
}
