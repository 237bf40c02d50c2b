import type { EventOf, JournalEvent } from '../journal/events/journal-event.ts'
import type { JournalHandler } from '../journal/read-events.ts'
import { keyOf, MOST_CERTIFICATES } from '../openstack/http/origin-log.ts'

type ExchangeEvent = EventOf<'exchange'>

/**
 * Compares the exchanges of a run with what its journal records about the connections to the cloud.
 */
export class TransportEvidence implements JournalHandler {
  /** By origin, the certificates that it has shown. */
  readonly #seen = new Map<string, Set<string>>()
  readonly #asked = new Set<string>()

  enter(event: JournalEvent): string | undefined {
    if (event.type === 'origin-seen') {
      const { origin, certificate } = event
      const isTls = certificate !== undefined
      const shown = this.#seen.get(origin) ?? new Set()
      this.#seen.set(origin, shown.add(keyOf(event)))
      if (shown.size >= MOST_CERTIFICATES) {
        return `${origin} has shown ${MOST_CERTIFICATES} certificates, and later ones are not recorded`
      }
      return isTls === origin.startsWith('https:')
        ? undefined
        : `${origin} is said to have ${isTls ? 'shown a' : 'no'} certificate`
    }
    return event.type === 'exchange' ? this.#unseen(event) : undefined
  }

  /**
   * The problem that remains after all events: an origin with a certificate but without requests.
   */
  close(): string | undefined {
    const idle = [...this.#seen.keys()].find((origin) => !this.#asked.has(origin))
    return idle && `${idle} is said to have been reached, but no request went to it`
  }

  #unseen({ exchange: { request, response } }: ExchangeEvent): string | undefined {
    const origin = URL.canParse(request.url) ? new URL(request.url).origin : request.url
    this.#asked.add(origin)
    if (response === undefined) return undefined
    if (this.#seen.has(origin)) return undefined
    return `the journal does not say how ${origin} was reached: with which certificate, or with none`
  }
}
