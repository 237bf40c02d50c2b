import { abortMany } from '../../src/abort-many.ts'
/**
 * The time limit of cleaning up. When it is over, the signal is aborted with an error that says so.
 */
export class CleanUpTime {
  readonly #controller = abortMany()
  #end = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(ms: number) {
    this.atMost(ms, `given up after ${inSeconds(ms)} (deadlines.clean-up)`)
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Allows at most this many ms from now on. */
  atMost(ms: number, why: string): void {
    const end = performance.now() + ms
    if (end >= this.#end) return
    this.#end = end
    clearTimeout(this.#timer)
    const giveUp = () => this.#controller.abort(new CleanUpEnded(why))
    // Pending requests and waits keep the program running. Without any, there is nothing to give
    // up, so the timer need not keep it running.
    this.#timer = setTimeout(giveUp, ms).unref()
  }

  close(): void {
    clearTimeout(this.#timer)
  }
}

/** Why the clean-up did not end by itself. */
class CleanUpEnded extends Error {
  override readonly name = 'CleanUpEnded'

  constructor(why: string) {
    super(`cleaning up was ${why}, before the lists of the target could be read`)
  }
}

const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`
