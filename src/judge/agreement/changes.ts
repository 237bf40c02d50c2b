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
    // What had no proper answer may be done at any time from now on.
    const ends =
      isDisturbed || status >= 500
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
