import { BrokenOff } from '../src/run/break-off.ts'
import { CleanUpTime } from './clean-up-time.ts'

/** What cleaning up may still take when it is interrupted, in ms. */
const HURRY_MS = 30_000

/**
 * What breaks a run off in good order: Ctrl-C, SIGTERM, and the end of the time that it may take. A
 * signal while it cleans up leaves that little time; a second signal ends the program at once.
 */
export class Interruption {
  readonly #controller = new AbortController()
  readonly #listener = (signal: NodeJS.Signals): void => this.#interrupt(signal)
  readonly #timer: NodeJS.Timeout | undefined
  #isByUser = false
  #cleanUp: CleanUpTime | undefined
  #hurryUntil = Number.POSITIVE_INFINITY

  /** `timeMs` is what the run may take since `started`, on the monotonic clock; absent: no limit. */
  constructor({ timeMs, started }: { readonly timeMs?: number; readonly started: number }) {
    process.on('SIGINT', this.#listener)
    process.on('SIGTERM', this.#listener)
    if (timeMs === undefined) return
    const end = () => this.#controller.abort(new BrokenOff('out-of-time'))
    const left = Math.max(0, timeMs - (performance.now() - started))
    this.#timer = setTimeout(end, left)
  }

  /** Aborted with {@link BrokenOff} when no case is to go on. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Whether there has been a signal. */
  get isByUser(): boolean {
    return this.#isByUser
  }

  /** Lends a signal that is given after `ms`, or when the time is over that one of the user leaves. */
  async whileCleaningUp<T>(ms: number, cleanUp: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const time = new CleanUpTime(ms)
    this.#cleanUp = time
    if (Number.isFinite(this.#hurryUntil)) this.#hurry(time)
    try {
      return await cleanUp(time.signal)
    } finally {
      time.close()
      this.#cleanUp = undefined
    }
  }

  /** Leaves the signals to whoever comes next. */
  close(): void {
    process.off('SIGINT', this.#listener)
    process.off('SIGTERM', this.#listener)
    clearTimeout(this.#timer)
  }

  #interrupt(signal: NodeJS.Signals): void {
    if (this.#isByUser) {
      process.stderr.write('attest: ended at once; `attest cleanup <run>` removes what is left\n')
      process.exit(130)
    }
    this.#isByUser = true
    const what =
      this.#cleanUp === undefined
        ? 'breaking the run off, cleaning up and reporting'
        : `cleaning up for ${HURRY_MS / 1000} s at most, then reporting`
    process.stderr.write(`attest: ${signal}: ${what} (again to end at once)\n`)
    if (this.#cleanUp !== undefined) {
      this.#hurryUntil = performance.now() + HURRY_MS
      this.#hurry(this.#cleanUp)
    }
    this.#controller.abort(new BrokenOff('interrupted'))
  }

  #hurry(cleanUp: CleanUpTime): void {
    const left = Math.max(0, this.#hurryUntil - performance.now())
    cleanUp.atMost(left, `given up ${HURRY_MS / 1000} s after it was interrupted`)
  }
}
