import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'

/** What stands side by side in a journal was no further apart than this, in ms, if no clock was set meanwhile. */
const TOLERANCE_MS = 120_000

/** One segment of a run: a run that was resumed has several, a merged one has those of its parts. */
interface Segment {
  readonly first: number
  latest: number
  /** Of its last line. */
  last: number
  /** From line to line, without leaps of a clock; and what the leaps were. */
  ms: number
  leaptMs: number
  /** What comes now is a clean-up later on, which is no part of the run's time. */
  isOver: boolean
}

/**
 * Times of a journal are shown, and no verdict hangs on them. A clock may be set in mid-run, so each is
 * held to the lines around it only: a run begins with its first request, ends after its last line, and has
 * taken as long as its lines. Tells of the first time that does not fit.
 */
export class Times {
  readonly #segments = new Map<number, Segment>()
  /** When the first request of each part left. */
  readonly #firstRequests = new Map<number, number>()
  #started: number | undefined
  #isMerged = false

  /** `part` tells one segment from another. Returns what does not fit. */
  enter(event: JournalEvent, part: number): string | undefined {
    if (!('at' in event) && event.type !== 'exchange') return undefined
    const [begun, ended] = spanOf(event)
    if (event.type === 'run-started') {
      this.#started = begun
      this.#isMerged = event.merged !== undefined
      return undefined
    }
    if (event.type === 'exchange' && !this.#firstRequests.has(part)) {
      this.#firstRequests.set(part, begun)
    }
    if (event.type === 'run-finished') return this.#finish(event.wallMs, ended, part)
    // Parts of a merged run took place at the same time, and not all of their lines say of which they are.
    const isOfOnePart = !this.#isMerged || ('part' in event && event.part !== undefined)
    // What is written when discovery is over stands before its exchanges.
    if (event.type === 'planned' || event.type === 'origin-seen' || !isOfOnePart) return undefined
    this.#add(part, begun, ended)
    return undefined
  }

  /** What does not fit together when all lines are known. */
  close(): string | undefined {
    const started = this.#started ?? Number.NEGATIVE_INFINITY
    const first = Math.min(...this.#firstRequests.values())
    if (Math.abs(first - started) <= TOLERANCE_MS) return undefined
    return `the run began at ${shown(started)}, and its first request left at ${shown(first)}`
  }

  #add(part: number, begun: number, ended: number): void {
    const segment = this.#segments.get(part)
    if (segment === undefined) {
      const times = { first: begun, latest: ended, last: ended }
      this.#segments.set(part, { ...times, ms: ended - begun, leaptMs: 0, isOver: false })
      return
    }
    const ms = ended - segment.last
    if (Math.abs(ms) <= TOLERANCE_MS && !segment.isOver) segment.ms += ms
    else segment.leaptMs += Math.abs(ms)
    segment.last = ended
    segment.latest = Math.max(segment.latest, ended)
  }

  #finish(wallMs: number, at: number, part: number): string | undefined {
    const segment = this.#segments.get(part)
    const last = segment?.last ?? at
    if (segment !== undefined) segment.isOver = true
    if (!this.#isMerged && Math.abs(at - last) > TOLERANCE_MS) {
      return `it is of ${shown(at)}, and the line before it of ${shown(last)}`
    }
    const [least, most] = this.#isMerged ? this.#together() : this.#oneAfterTheOther()
    if (wallMs >= least - TOLERANCE_MS && wallMs <= most + TOLERANCE_MS) return undefined
    return `it says that the run took ${wallMs} ms, and its lines took ${least} to ${most} ms`
  }

  /** How long the segments of a run took, at least and at most. */
  #oneAfterTheOther(): readonly [number, number] {
    const all = [...this.#segments.values()]
    const least = all.reduce((sum, { ms }) => sum + ms, 0)
    return [least, all.reduce((sum, { leaptMs }) => sum + leaptMs, least)]
  }

  /** From the first beginning to the last end of parts that were at the same time. */
  #together(): readonly [number, number] {
    const all = [...this.#segments.values()]
    const span =
      Math.max(...all.map(({ latest }) => latest)) - Math.min(...all.map(({ first }) => first))
    const leapt = all.reduce((sum, { leaptMs }) => sum + leaptMs, 0)
    return [Math.max(...all.map(({ ms }) => ms)), span + leapt]
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
