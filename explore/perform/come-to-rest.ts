import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Finding, Trace } from '../../fixtures/core/trace/trace.ts'
import { pause } from '../../fixtures/core/trace/waiting.ts'
import type { Cast } from './cast.ts'
import { type Observation, observe } from './observe.ts'

/** Pauses between looks, in ms. */
const FIRST_PAUSE = 5
const LONGEST_PAUSE = 1_000
/** How many times the longest way to rest so far is waited for, and at least this long, in ms. */
const TIMES_USUAL = 20
const AT_LEAST = 4_000
/** The same for what does not change any more. */
const STILL = { times: 10, atLeast: 2_000 }
/** The same where a problem is known and looked for again: so many times what is usual. */
export const STILL_AGAIN = { times: 8, atLeast: 150 }

/** So many looks are not enough to give up: a busy machine may have no time for the target between them. */
export const TOO_FEW_LOOKS = 8

/** How long what was seen must last where an accepted attach may still show, at least, in ms. */
export const LASTS_AT_LEAST = 300

/** How long changes are thought to take while nothing is known of the target, in ms. */
const UNKNOWN_MS = 150

/** How many of the last histories count for what is usual, and the share of them that took no longer. */
const REMEMBERED = 16
const MOST_OF_THEM = 0.75

/** How long the histories of a run took to come to rest. */
export class RestTimes {
  #longestMs = 0
  #lastMs: readonly number[] = []
  /** Whether histories are tried that are likely to break a rule that one has broken before. */
  isAgain = false

  /** How long to wait at most, in ms. */
  limitMs(deadlineMs: number): number {
    if (this.#longestMs === 0 && !this.isAgain) return deadlineMs
    return Math.min(deadlineMs, Math.max(AT_LEAST, this.#longestMs * TIMES_USUAL))
  }

  /** How long to wait for what does not change, in ms. */
  stillMs(deadlineMs: number): number {
    if (this.#longestMs === 0 && !this.isAgain) return deadlineMs
    const { usualMs } = this
    if (this.isAgain && usualMs > 0) {
      return Math.max(STILL_AGAIN.atLeast, usualMs * STILL_AGAIN.times)
    }
    return Math.max(STILL.atLeast, this.#longestMs * STILL.times)
  }

  /** How long what was seen must last where something accepted has not shown, in ms. */
  get lastingMs(): number {
    return Math.max(LASTS_AT_LEAST, this.#longestMs * 2)
  }

  /** How long most of the last histories took that were not at rest at once, in ms. */
  get usualMs(): number {
    const sorted = this.#lastMs.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length * MOST_OF_THEM)] ?? 0
  }

  /** How long a change gets to come to rest before the next one, in ms. */
  get settlingMs(): number {
    return this.usualMs > 0 ? this.usualMs : UNKNOWN_MS
  }

  /** `looks`: how many it took until what was seen was right. */
  took(ms: number, looks: number): void {
    this.#longestMs = Math.max(this.#longestMs, ms)
    // What was right at once says nothing of how long changes take.
    if (looks > 1) this.#lastMs = [...this.#lastMs, ms].slice(-REMEMBERED)
  }
}

export interface Rest {
  /** Whether the last look was right. */
  readonly isRight: boolean
  readonly last: Observation
  /** How many looks it took. */
  readonly looks: number
  /** What these looks show that breaks the API documents. */
  readonly findings: readonly Finding[]
}

/**
 * Looks at the resources of a history until what is seen is right, or has been waited for much longer
 * than it took so far, or has not changed for a long time. `isOpen`: an attach was accepted that may show later or never.
 */
export async function comeToRest(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  times: RestTimes,
  isRight: (seen: Observation) => boolean,
  isOpen: (seen: Observation) => boolean,
): Promise<Rest> {
  const began = performance.now()
  const limitMs = times.limitMs(run.deadlines.transitionMs)
  const stillMs = times.stillMs(run.deadlines.transitionMs)
  const before = trace.findings.length
  const rest = (isRight: boolean, last: Observation): Rest => {
    return { isRight, last, looks, findings: trace.findings.slice(before) }
  }
  let still = { seen: '', sinceMs: 0, looks: 0 }
  let looks = 0
  let right: { readonly sinceMs: number; readonly looks: number } | undefined
  // So many looks are needed anyway within the time in which nothing changes.
  const longestPause = Math.min(LONGEST_PAUSE, stillMs / TOO_FEW_LOOKS)
  for (let ms = FIRST_PAUSE; ; ms = Math.min(longestPause, ms * 1.5)) {
    const last = await observe(run, trace, cast)
    looks += 1
    const elapsed = performance.now() - began
    if (isRight(last)) {
      right ??= { sinceMs: elapsed, looks }
      if (!isOpen(last) || elapsed - right.sinceMs >= times.lastingMs) {
        times.took(right.sinceMs, right.looks)
        return rest(true, last)
      }
    } else {
      right = undefined
      const seen = JSON.stringify(last.calls.map(({ status, shown }) => [status, shown]))
      if (seen !== still.seen) still = { seen, sinceMs: elapsed, looks: 0 }
      still.looks += 1
      const isTooLong = elapsed > limitMs && looks > TOO_FEW_LOOKS
      const isStill = elapsed - still.sinceMs > stillMs && still.looks > TOO_FEW_LOOKS
      if (isTooLong || isStill) return rest(false, last)
    }
    await pause(ms, trace)
  }
}
