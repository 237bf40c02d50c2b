import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { PlannedCase } from '../../src/plan/case.ts'

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
  readonly #startedAt: number
  #settled = 0

  constructor(cases: readonly PlannedCase[], startedAt: number) {
    this.total = cases.length
    this.#startedAt = startedAt
    this.#titles = new Map(cases.map(({ id, title }) => [id, title]))
  }

  enter(event: JournalEvent): void {
    switch (event.type) {
      case 'run-resumed':
        // Cases counted so far keep their verdict when the run is resumed.
        this.done = 0
        this.failed = 0
        this.errors = 0
        this.#settled = 0
        this.#running.clear()
        this.#making.clear()
        break
      case 'case-started':
        this.#running.add(event.case)
        break
      case 'case-finished':
        this.#running.delete(event.case)
        this.done += 1
        if (event.verdict === 'failed') this.failed += 1
        if (event.verdict === 'error') this.errors += 1
        if (event.requests === 0) this.#settled += 1
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

  /** What the run waits for, in a few words; empty when that is unknown. */
  get waitsFor(): string {
    const [oldest] = this.#running
    const title = oldest === undefined ? undefined : this.#titles.get(oldest)
    if (title !== undefined) return title
    const [kind] = this.#making.values()
    return kind === undefined ? '' : `the first ${kind}s`
  }

  /** The estimated ms until the end, from the pace so far; undefined without one. */
  timeLeft(now: number): number | undefined {
    const performed = this.done - this.#settled
    if (performed < 5) return undefined
    return ((now - this.#startedAt) / performed) * (this.total - this.done)
  }
}
