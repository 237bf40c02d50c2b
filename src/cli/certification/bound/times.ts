import type { JournalEvent } from '../../../run/journal-event.ts'

/** How far a clock may be set back or forth during a run, in ms. */
const TOLERANCE_MS = 120_000

/** One sitting of a run: a run that was resumed has several, a merged one has those of its parts. */
interface Sitting {
  readonly first: number
  last: number
}

/**
 * Times of a journal are shown, and no verdict hangs on them; but they are in the order of its lines,
 * as far as clocks go. A run begins with its first request and ends after its last, and has taken as
 * long as that. Tells of the first time that does not fit.
 */
export class Times {
  readonly #sittings = new Map<number, Sitting>()
  #started: number | undefined
  #firstRequest = Number.POSITIVE_INFINITY
  #isMerged = false

  /** `part` tells one sitting from another. Returns what does not fit. */
  enter(event: JournalEvent, part: number): string | undefined {
    if (!('at' in event) && event.type !== 'exchange') return undefined
    const [begun, ended] = spanOf(event)
    if (event.type === 'run-started') {
      this.#started = begun
      this.#isMerged = event.merged !== undefined
      return undefined
    }
    if (event.type === 'exchange') this.#firstRequest = Math.min(this.#firstRequest, begun)
    if (this.#started !== undefined && begun < this.#started - TOLERANCE_MS) {
      return `it is of ${shown(begun)}, before the run began`
    }
    // Parts of a merged run took place at the same time, and not all of their lines say of which they are.
    const isOfOnePart = !this.#isMerged || ('part' in event && event.part !== undefined)
    // What is written when discovery is over stands before its exchanges.
    const isAhead = event.type === 'planned' || event.type === 'origin-seen'
    if (isAhead || !isOfOnePart) {
      return event.type === 'run-finished' ? this.#finish(event.wallMs, ended) : undefined
    }
    const sitting = this.#sittings.get(part) ?? { first: begun, last: begun }
    this.#sittings.set(part, sitting)
    const latest = this.#isMerged ? sitting.last : this.#latest
    if (ended < latest - TOLERANCE_MS) {
      return `it is of ${shown(ended)}, and the lines before it are of ${shown(latest)}`
    }
    if (event.type === 'run-finished') return this.#finish(event.wallMs, ended)
    sitting.last = Math.max(sitting.last, ended)
    return undefined
  }

  /** What does not fit together when all lines are known. */
  close(): string | undefined {
    const started = this.#started ?? Number.NEGATIVE_INFINITY
    if (this.#firstRequest - started <= TOLERANCE_MS) return undefined
    return `the run began at ${shown(started)}, and its first request left at ${shown(this.#firstRequest)}`
  }

  get #latest(): number {
    return Math.max(...[...this.#sittings.values()].map(({ last }) => last))
  }

  #finish(wallMs: number, at: number): string | undefined {
    if (at < this.#latest - TOLERANCE_MS) return `it is of ${shown(at)}, before the last request`
    const lengths = [...this.#sittings.values()].map(({ first, last }) => last - first)
    const least = this.#isMerged
      ? Math.max(0, ...lengths)
      : lengths.reduce((sum, length) => sum + length, 0)
    const most = at - (this.#started ?? at)
    if (wallMs >= least - TOLERANCE_MS && wallMs <= most + TOLERANCE_MS) return undefined
    return `it says that the run took ${wallMs} ms, and its lines took ${least} to ${most} ms`
  }
}

type Timed = Extract<JournalEvent, { at: string } | { type: 'exchange' }>

/** When what a line tells of began and ended, in ms since 1970. */
function spanOf(event: Timed): readonly [number, number] {
  if (event.type !== 'exchange') return [Date.parse(event.at), Date.parse(event.at)]
  const { at, durationMs } = event.exchange
  return [Date.parse(at), Date.parse(at) + durationMs]
}

function shown(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'no time'
}
