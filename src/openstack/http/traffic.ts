import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, ServiceKind } from '../exchange.ts'
import { TransportError, type TransportProblem } from '../transport-error.ts'
import { disturbanceOf } from './disturbance.ts'

/** Limits for the requests of all personas to a cloud together; times in ms. */
export interface TrafficRules {
  /** Absent when there is no limit. */
  readonly requestsPerSecond?: number
  /** A service that has answered nothing for so long gets a request only now and then. */
  readonly silenceMs: number
  /** A request that was held back for so long, because of answers to other requests, is not sent. */
  readonly heldMs: number
}

/** How many requests in a row must be unanswered before a service counts as silent. */
const UNANSWERED = 8
/** The pause, in ms, between requests to a silent service. */
const ASK_SILENT_EVERY_MS = 10_000
/** The wait, in ms, after a 429 whose `Retry-After` is missing or zero. */
const DEFAULT_HOLD_MS = 1_000
const SHORTEST_HOLD_MS = 250
/** The longest wait, in ms, that an answer can ask for. */
export const LONGEST_HOLD_MS = 180_000

const DEFAULT_RULES: TrafficRules = { silenceMs: 60_000, heldMs: 2 * LONGEST_HOLD_MS }

/** Problems that say nothing about the service: Attest has cancelled or not sent the request. */
const NOT_SENT: readonly TransportProblem[] = ['aborted', 'held', 'silent']

interface Silence {
  readonly since: number
  unanswered: number
  askedAt: number
}

/**
 * Controls the requests of all personas to one cloud: their number in a second, the pauses that the
 * cloud asks for, and that a service which has ceased to answer gets hardly any.
 */
export class Traffic {
  readonly #rules: TrafficRules
  readonly #silences = new Map<ServiceKind, Silence>()
  /** When the next request may leave, on the monotonic clock. */
  #slot = 0
  #heldUntil = 0

  constructor(rules: Partial<TrafficRules> = {}) {
    this.#rules = { ...DEFAULT_RULES, ...rules }
  }

  /**
   * Waits until a request may be sent. Rejects when the signal is aborted meanwhile, and with
   * {@link TransportError} when the cloud asks to wait again and again.
   */
  async turn(signal?: AbortSignal): Promise<void> {
    const { requestsPerSecond } = this.#rules
    if (requestsPerSecond !== undefined) {
      const slot = Math.max(performance.now(), this.#slot)
      this.#slot = slot + 1_000 / requestsPerSecond
      await until(slot, signal)
    }
    const end = performance.now() + this.#rules.heldMs
    while (performance.now() < this.#heldUntil) {
      if (performance.now() >= end) throw new TransportError('held')
      // The random part keeps the waiting requests from being sent all at the same moment.
      await until(this.#heldUntil + Math.random() * SHORTEST_HOLD_MS, signal)
    }
  }

  /** Whether the service is silent, so that a request to it should not be sent now. */
  isSilent(service: ServiceKind): boolean {
    const silence = this.#silences.get(service)
    if (silence === undefined || silence.unanswered < UNANSWERED) return false
    const now = performance.now()
    if (now - silence.since < this.#rules.silenceMs) return false
    if (now - silence.askedAt < ASK_SILENT_EVERY_MS) return true
    silence.askedAt = now
    return false
  }

  /** Takes the result of a request into account for the next ones. */
  learn(exchange: Exchange): void {
    const { service, response, problem, durationMs } = exchange
    if (response !== undefined) this.#silences.delete(service)
    else if (problem === undefined || !NOT_SENT.includes(problem)) {
      this.#unanswered(service, durationMs)
    }
    const disturbance = disturbanceOf(exchange)
    if (disturbance?.kind !== 'rate-limited') return
    const asked = disturbance.waitMs ?? DEFAULT_HOLD_MS
    // After a longer wait than the limit the request has failed, and the others do not wait for it.
    const bearable = asked <= LONGEST_HOLD_MS ? asked : DEFAULT_HOLD_MS
    const hold = Math.max(SHORTEST_HOLD_MS, bearable)
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + hold)
  }

  #unanswered(service: ServiceKind, durationMs: number): void {
    const now = performance.now()
    const silence = this.#silences.get(service)
    if (silence === undefined) {
      this.#silences.set(service, { since: now - durationMs, unanswered: 1, askedAt: now })
    } else {
      silence.unanswered += 1
    }
  }
}

async function until(moment: number, signal: AbortSignal | undefined): Promise<void> {
  const ms = moment - performance.now()
  if (ms > 0) await sleep(ms, undefined, signal && { signal })
}
