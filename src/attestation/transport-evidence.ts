import type { JournalEvent } from '../run/journal-event.ts'

type ExchangeEvent = Extract<JournalEvent, { type: 'exchange' }>

/** Holds the exchanges of a run to what its journal says of the way to the cloud. */
export class TransportEvidence {
  readonly #seen = new Set<string>()

  /** Takes the events in their order; returns what is wrong with one, or undefined. */
  enter(event: JournalEvent): string | undefined {
    if (event.type === 'origin-seen') {
      const { origin, certificate } = event
      const isTls = certificate !== undefined
      this.#seen.add(origin)
      return isTls === origin.startsWith('https:')
        ? undefined
        : `${origin} is said to have ${isTls ? 'shown a' : 'no'} certificate`
    }
    return event.type === 'exchange' ? this.#unseen(event) : undefined
  }

  #unseen({ exchange: { request, response } }: ExchangeEvent): string | undefined {
    if (response === undefined) return undefined
    const origin = URL.canParse(request.url) ? new URL(request.url).origin : request.url
    if (this.#seen.has(origin)) return undefined
    return `the journal does not say how ${origin} was reached: with which certificate, or with none`
  }
}
