import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, ServiceKind } from '../exchange.ts'
import { TransportError } from '../transport-error.ts'
import { disturbanceOf } from './disturbance.ts'
import type { RequestBudget } from './request-budget.ts'
import { type ServiceGone, type SilenceRules, Silences } from './silences.ts'

/** Limits for the requests of all personas to a cloud together; times in ms. */
export interface TrafficRules extends SilenceRules {
  /** Absent when there is no limit. */
  readonly requestsPerSecond?: number
  /** A request that was held back for so long, because of answers to other requests, is not sent. */
  readonly heldMs: number
  /** Absent when there may be any number of requests. */
  readonly requests?: RequestBudget
  /** Called once when a service is taken to be gone; it may not throw. */
  readonly onGone?: (gone: ServiceGone) => void
}

/** How often a request that waits for a silent service looks whether it has answered, in ms. */
const LOOK_MS = 250
/** The wait, in ms, after a 429 whose `Retry-After` is missing or zero. */
const DEFAULT_HOLD_MS = 1_000
const SHORTEST_HOLD_MS = 250
/** The longest wait, in ms, that an answer can ask for. */
export const LONGEST_HOLD_MS = 180_000

/** A service is not taken to be gone before it has answered nothing for so long, in ms. */
export const SHORTEST_GONE_MS = 120_000

const DEFAULT_RULES: TrafficRules = {
  silenceMs: 5_000,
  goneMs: SHORTEST_GONE_MS,
  heldMs: 2 * LONGEST_HOLD_MS,
}

/**
 * Controls the requests of all personas to one cloud: their number in a second, the pauses that the
 * cloud asks for, and that those to a service which has ceased to answer wait until it does again.
 */
export class Traffic {
  readonly #rules: TrafficRules
  readonly #silences: Silences
  /** When the next request may leave, on the monotonic clock. */
  #slot = 0
  #heldUntil = 0

  constructor(rules: Partial<TrafficRules> = {}) {
    this.#rules = { ...DEFAULT_RULES, ...rules }
    this.#silences = new Silences(this.#rules)
  }

  /**
   * Waits until a request may be sent: for its turn, as long as the cloud asks for, and for a service that
   * has ceased to answer. Rejects when the signal is aborted meanwhile, and with {@link TransportError}
   * when the cloud asks to wait again and again, when the service is gone, and when no more may be sent.
   */
  async turn(service: ServiceKind, signal?: AbortSignal): Promise<void> {
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
    while (this.#silences.isSilent(service)) {
      if (this.#isGone(service)) throw new TransportError('silent')
      await until(performance.now() + LOOK_MS, signal)
    }
    this.#rules.requests?.take()
  }

  /** Takes the result of a request into account for the next ones. */
  learn(exchange: Exchange): void {
    const disturbance = disturbanceOf(exchange)
    this.#silences.learn(exchange, disturbance)
    this.#isGone(exchange.service)
    if (disturbance?.kind !== 'rate-limited') return
    const asked = disturbance.waitMs ?? DEFAULT_HOLD_MS
    // After a longer wait than the limit the request has failed, and the others do not wait for it.
    const bearable = asked <= LONGEST_HOLD_MS ? asked : DEFAULT_HOLD_MS
    const hold = Math.max(SHORTEST_HOLD_MS, bearable)
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + hold)
  }

  #isGone(service: ServiceKind): boolean {
    const { isGone, news } = this.#silences.gone(service)
    if (news !== undefined) this.#rules.onGone?.(news)
    return isGone
  }
}

async function until(moment: number, signal: AbortSignal | undefined): Promise<void> {
  const ms = moment - performance.now()
  if (ms > 0) await sleep(ms, undefined, signal && { signal })
}
