import type { Exchange, ServiceKind } from '../exchange.ts'
import type { TransportProblem } from '../transport-error.ts'
import type { Disturbance } from './disturbance.ts'

/** A service that has stopped answering, it seems for good. */
export interface ServiceGone {
  readonly service: ServiceKind
  /** For how long it has answered nothing, in ms. */
  readonly silentMs: number
  /** What came in the place of its last answer, as the end of a sentence. */
  readonly instead: string
}

/** Such as `compute has answered nothing for 2 minutes: the connection was refused`. */
export function goneText({ service, silentMs, instead }: ServiceGone): string {
  return `${service} has answered nothing for ${Math.round(silentMs / 1000)} s, the last time: ${instead}`
}

export interface SilenceRules {
  /** A service that has answered nothing for so long, in ms, gets a request only now and then. */
  readonly silenceMs: number
  /** A service that has answered nothing for so long, in ms, is taken to be gone for good. */
  readonly goneMs: number
}

/** How many requests in a row must be unanswered before a service counts as silent. */
const UNANSWERED = 8
/** The same for a service that is gone, of which a small run may ask little. */
const UNANSWERED_WHEN_GONE = 3
/** The pause, in ms, between requests to a silent service. */
const ASK_SILENT_EVERY_MS = 5_000

/** Problems that say nothing about the service: Attest has cancelled or not sent the request. */
const NOT_SENT: readonly TransportProblem[] = ['aborted', 'held', 'silent', 'spent']

/** After a longer time, in ms, without a request, nothing is known of that time, and counting starts anew. */
const LONGEST_GAP_MS = 60_000

interface Silence {
  readonly since: number
  /** When the latest request ended. */
  readonly until: number
  unanswered: number
  askedAt: number
  instead: string
}

/** Which services have ceased to answer, by the results of all requests to them. Times are monotonic. */
export class Silences {
  readonly #rules: SilenceRules
  readonly #silences = new Map<ServiceKind, Silence>()
  readonly #gone = new Set<ServiceKind>()

  constructor(rules: SilenceRules) {
    this.#rules = rules
  }

  /**
   * Takes the result of a request into account. What a gateway answers in place of a service is no
   * answer of it.
   */
  learn(
    { service, response, problem, failure, durationMs }: Exchange,
    disturbance: Disturbance | undefined,
  ): void {
    if (response !== undefined && disturbance?.kind !== 'unavailable') {
      this.#silences.delete(service)
      this.#gone.delete(service)
      return
    }
    if (problem === 'token-lost' || (problem !== undefined && NOT_SENT.includes(problem))) return
    const instead =
      response === undefined ? (failure ?? 'no answer') : `${response.status} in its place`
    const now = performance.now()
    const last = this.#silences.get(service)
    const sent = now - durationMs
    const before = last && sent - last.until > LONGEST_GAP_MS ? undefined : last
    this.#silences.set(service, {
      since: before?.since ?? sent,
      until: now,
      unanswered: (before?.unanswered ?? 0) + 1,
      askedAt: before?.askedAt ?? now,
      instead,
    })
  }

  /** Whether a request to the service should wait. If not, it counts as one that finds out. */
  isSilent(service: ServiceKind): boolean {
    const silence = this.#silences.get(service)
    if (silence === undefined || silence.unanswered < UNANSWERED) return false
    const now = performance.now()
    if (now - silence.since < this.#rules.silenceMs) return false
    if (now - silence.askedAt < ASK_SILENT_EVERY_MS) return true
    silence.askedAt = now
    return false
  }

  /** Whether the service is gone; what is known of that is told once, until it answers again. */
  gone(service: ServiceKind): { readonly isGone: boolean; readonly news?: ServiceGone } {
    const silence = this.#silences.get(service)
    const silentMs = silence === undefined ? 0 : performance.now() - silence.since
    if (silence === undefined || silence.unanswered < UNANSWERED_WHEN_GONE) return { isGone: false }
    if (silentMs < this.#rules.goneMs) return { isGone: false }
    if (this.#gone.has(service)) return { isGone: true }
    this.#gone.add(service)
    return { isGone: true, news: { service, silentMs, instead: silence.instead } }
  }
}
