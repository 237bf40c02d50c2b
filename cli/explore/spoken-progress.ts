import { note } from '../progress/note.ts'

/** Progress is told after so many ms, and what takes long after so many. */
const TELL_EVERY_MS = 2_000
const LONG_MS = 10_000

/** Lines of progress on standard error. Where nothing was told for long, it says what goes on, and for how long. */
export class SpokenProgress {
  readonly #timer: NodeJS.Timeout
  #toldMs = performance.now()
  #doing = { what: 'looking at the target', sinceMs: performance.now() }

  constructor() {
    this.#timer = setInterval(() => this.#remind(), LONG_MS / 5).unref()
  }

  /** Tells a line at once. */
  tell(text: string): void {
    this.#toldMs = performance.now()
    note(text)
  }

  /** Tells a line unless one was told a moment ago. */
  tellSometimes(text: () => string): void {
    if (performance.now() - this.#toldMs >= TELL_EVERY_MS) this.tell(text())
  }

  /** What goes on from now on, such as `history 7`. */
  goOn(what: string): void {
    this.#doing = { what, sinceMs: performance.now() }
  }

  end(): void {
    clearInterval(this.#timer)
  }

  #remind(): void {
    const now = performance.now()
    if (now - this.#toldMs < LONG_MS) return
    const { what, sinceMs } = this.#doing
    this.tell(`still at it: ${what}, for ${Math.round((now - sinceMs) / 1000)} s`)
  }
}
