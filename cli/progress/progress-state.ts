import type { EventOf, JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { PlannedCase } from '../../src/plan/case.ts'

/** How many of the latest cases say how fast the run is now. */
const PACE_OF = 100
/** When no case has ended for this many ms, nothing is said about the time left. */
const STALLED = 15_000

interface Waiting {
  readonly event: EventOf<'waiting'>
  /** When the event was read, in ms. */
  readonly now: number
}

/** The progress of a run, read from its journal. */
export class ProgressState {
  readonly total: number
  done = 0
  failed = 0
  errors = 0
  requests = 0
  readonly #titles: ReadonlyMap<string, string>
  readonly #running = new Set<string>()
  readonly #making = new Map<string, string>()
  /** Waits that take long, oldest first, by what they wait for. */
  readonly #waits = new Map<string, Waiting>()
  /** When the latest cases were finished, oldest first, in ms as `now` of timeLeft. */
  #recent: number[] = []
  #firstFailed: string | undefined
  readonly #startedAt: number
  #settled = 0

  constructor(cases: readonly PlannedCase[], startedAt: number) {
    this.total = cases.length
    this.#startedAt = startedAt
    this.#titles = new Map(cases.map(({ id, title }) => [id, title]))
  }

  /** `now` is the time at which the event was read, in ms. */
  enter(event: JournalEvent, now = performance.now()): void {
    switch (event.type) {
      case 'run-resumed':
        // Cases counted so far keep their verdict when the run is resumed.
        this.done = 0
        this.failed = 0
        this.errors = 0
        this.#settled = 0
        this.#running.clear()
        this.#making.clear()
        this.#waits.clear()
        break
      case 'case-started':
        this.#running.add(event.case)
        break
      case 'case-finished':
        this.#running.delete(event.case)
        this.done += 1
        if (event.verdict === 'failed') {
          this.failed += 1
          this.#firstFailed ??= event.case.replace(/@.*/, '')
        }
        if (event.verdict === 'error') this.errors += 1
        if (event.requests === 0) this.#settled += 1
        else this.#recent = [...this.#recent.slice(1 - PACE_OF), now]
        break
      case 'waiting':
        this.#waits.set(event.for, { event, now })
        break
      case 'waited':
        this.#waits.delete(event.for)
        break
      case 'exchange':
        this.requests += 1
        break
      case 'resource-intended':
        // A resource for one case is shown by the title of the case.
        if (event.case === undefined) this.#making.set(event.key, event.kind)
        break
      case 'resource-created':
        this.#making.delete(event.key)
        break
    }
  }

  /** The promise of the first case that failed. */
  get firstFailed(): string | undefined {
    return this.#firstFailed
  }

  /**
   * What the run waits for, in a few words: a wait that takes long, with what was last seen, else
   * the oldest case; empty when that is unknown.
   */
  waitsFor(now: number): string {
    const [long] = this.#waits.values()
    if (long !== undefined) return told(long, now)
    const [oldest] = this.#running
    const title = oldest === undefined ? undefined : this.#titles.get(oldest)
    if (title !== undefined) return title
    const [kind] = this.#making.values()
    return kind === undefined ? '' : `the first ${kind}s`
  }

  /**
   * The estimated ms until the end, from the pace of all cases or of the latest ones, whichever is
   * slower; undefined without one, and when no case has ended for a while.
   */
  timeLeft(now: number): number | undefined {
    const performed = this.done - this.#settled
    if (performed < 5) return undefined
    const last = this.#recent.at(-1) ?? this.#startedAt
    if (now - last > STALLED) return undefined
    const recent = (now - (this.#recent[0] ?? this.#startedAt)) / this.#recent.length
    const pace = Math.max((now - this.#startedAt) / performed, recent)
    return pace * (this.total - this.done)
  }
}

function told({ event, now: readAt }: Waiting, now: number): string {
  const { for: what, ms, seen, after } = event
  const cause = after && ` (${after.operation} of ${after.at.slice(11, 19)})`
  return `${what}: still ${seen} after ${Math.round((ms + now - readAt) / 1000)} s${cause ?? ''}`
}
