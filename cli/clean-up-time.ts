/** The time that cleaning up may take. It gives up when that is over, and says so by the reason. */
export class CleanUpTime {
  readonly #controller = new AbortController()
  #end = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(ms: number) {
    this.atMost(ms, `given up after ${inSeconds(ms)} (deadlines.clean-up)`)
  }

  /** Aborted when it is over. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Allows no more than so many ms from now on. */
  atMost(ms: number, why: string): void {
    const end = performance.now() + ms
    if (end >= this.#end) return
    this.#end = end
    clearTimeout(this.#timer)
    const giveUp = () => this.#controller.abort(new CleanUpEnded(why))
    // Requests and waits keep the program going; without any there is nothing to give up.
    this.#timer = setTimeout(giveUp, ms).unref()
  }

  close(): void {
    clearTimeout(this.#timer)
  }
}

/** Why cleaning up has not come to its end. */
class CleanUpEnded extends Error {
  override readonly name = 'CleanUpEnded'

  constructor(why: string) {
    super(`cleaning up was ${why}, before the target's lists could be seen`)
  }
}

const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`
