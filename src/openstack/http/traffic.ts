import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, ServiceKind } from '../exchange.ts'
import { TransportError, type TransportProblem } from '../transport-error.ts'
import { disturbanceOf } from './disturbance.ts'

/** How a cloud is treated by all personas together; times in ms. */
export interface TrafficRules {
  /** Absent: as fast as it answers. */
  readonly requestsPerSecond?: number
  /** A service that has answered nothing for so long is asked only now and then. */
  readonly silenceMs: number
  /** A request that was held back for so long, because of what others are answered, is not sent. */
  readonly heldMs: number
}

/** Unanswered requests in a row before a silence is taken for one. */
const UNANSWERED = 8
/** How often a silent service is asked whether it is back. */
const ASK_SILENT_EVERY_MS = 10_000
/** The wait after an answer that asks for one and does not say how long, or says zero. */
const DEFAULT_HOLD_MS = 1_000
const SHORTEST_HOLD_MS = 250
/** A run does not wait for longer than this because one answer asked for it. */
export const LONGEST_HOLD_MS = 180_000

const DEFAULT_RULES: TrafficRules = { silenceMs: 60_000, heldMs: 2 * LONGEST_HOLD_MS }

/** Problems that say nothing of the service. */
const NOT_SENT: readonly TransportProblem[] = ['aborted', 'held', 'silent']

interface Silence {
  readonly since: number
  unanswered: number
  askedAt: number
}

/**
 * What the requests of all personas to one cloud have in common: no more of them a second than
 * allowed, none before the time that the cloud has asked to wait for, and hardly any to a
 * service that has ceased to answer.
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
   * Waits for the turn of one request. Rejects when the signal is given meanwhile, and with
   * {@link TransportError} when the cloud asks all to wait again and again.
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
      // Not all at the same moment when the time has come.
      await until(this.#heldUntil + Math.random() * SHORTEST_HOLD_MS, signal)
    }
  }

  /** Whether a request to the service would be a waste of time. */
  isSilent(service: ServiceKind): boolean {
    const silence = this.#silences.get(service)
    if (silence === undefined || silence.unanswered < UNANSWERED) return false
    const now = performance.now()
    if (now - silence.since < this.#rules.silenceMs) return false
    if (now - silence.askedAt < ASK_SILENT_EVERY_MS) return true
    silence.askedAt = now
    return false
  }

  /** Learns from how a request has ended. */
  learn(exchange: Exchange): void {
    const { service, response, problem, durationMs } = exchange
    if (response !== undefined) this.#silences.delete(service)
    else if (problem === undefined || !NOT_SENT.includes(problem)) {
      this.#unanswered(service, durationMs)
    }
    const disturbance = disturbanceOf(exchange)
    if (disturbance?.kind !== 'rate-limited') return
    const asked = disturbance.waitMs ?? DEFAULT_HOLD_MS
    // A longer wait than that is not observed: the request has failed.
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
