import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'

/**
 * The longest time between neighbouring lines of a journal, in ms, unless a clock was set in
 * between.
 */
const TOLERANCE_MS = 120_000

/** One segment of a run: a resumed run has several, a merged run has those of its parts. */
interface Segment {
  readonly first: number
  latest: number
  /** Time of its last line. */
  last: number
  /** The sum of the times between lines, without jumps of a clock; and the sum of these jumps. */
  ms: number
  leaptMs: number
  /** The following lines are of a later clean-up, which is not part of the run's duration. */
  isOver: boolean
}

/**
 * Checks the times of a journal, which reports show. A clock may be set during the run, so each
 * time is compared only with the lines around it: a run begins with its first request, ends after
 * its last line, and has taken as long as its lines. Returns the first time that does not fit.
 */
export class Times {
  readonly #segments = new Map<number, Segment>()
  /** When the first request of each part was sent. */
  readonly #firstRequests = new Map<number, number>()
  #started: number | undefined
  #isMerged = false

  /** `part` identifies the segment. Returns a time that does not fit. */
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
    // The parts of a merged run ran at the same time, and not all lines say to which part they
    // belong.
    const isOfOnePart = !this.#isMerged || ('part' in event && event.part !== undefined)
    // These lines are written after discovery, but come before its exchanges.
    if (event.type === 'planned' || event.type === 'origin-seen' || !isOfOnePart) return undefined
    this.#add(part, begun, ended)
    return undefined
  }

  /** Returns a contradiction that can be seen only after all lines. */
  close(): string | undefined {
    const started = this.#started ?? Number.NEGATIVE_INFINITY
    const first = Math.min(...this.#firstRequests.values())
    if (Math.abs(first - started) <= TOLERANCE_MS) return undefined
    return `the run began at ${shown(started)}, and its first request was sent at ${shown(first)}`
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
      return `its time is ${shown(at)}, and that of the line before it ${shown(last)}`
    }
    const [least, most] = this.#isMerged ? this.#together() : this.#oneAfterTheOther()
    if (wallMs >= least - TOLERANCE_MS && wallMs <= most + TOLERANCE_MS) return undefined
    return `it says that the run took ${wallMs} ms, and its lines took ${least} to ${most} ms`
  }

  /** How long the segments of a run took in total, at least and at most. */
  #oneAfterTheOther(): readonly [number, number] {
    const all = [...this.#segments.values()]
    const least = all.reduce((sum, { ms }) => sum + ms, 0)
    return [least, all.reduce((sum, { leaptMs }) => sum + leaptMs, least)]
  }

  /** From the first beginning to the last end of parts that ran at the same time. */
  #together(): readonly [number, number] {
    const all = [...this.#segments.values()]
    const span =
      Math.max(...all.map(({ latest }) => latest)) - Math.min(...all.map(({ first }) => first))
    const leapt = all.reduce((sum, { leaptMs }) => sum + leaptMs, 0)
    return [Math.max(...all.map(({ ms }) => ms)), span + leapt]
  }
}

type Timed = Extract<JournalEvent, { at: string } | { type: 'exchange' }>

/** When the event of a line began and ended, in ms since 1970. */
function spanOf(event: Timed): readonly [number, number] {
  if (event.type !== 'exchange') return [Date.parse(event.at), Date.parse(event.at)]
  const { at, durationMs } = event.exchange
  return [Date.parse(at), Date.parse(at) + durationMs]
}

function shown(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'no time'
}
