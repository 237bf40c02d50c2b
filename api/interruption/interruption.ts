import { escapeControls } from '../../reports/text/escape-controls.ts'
import { abortMany } from '../../src/abort-many.ts'
import { BrokenOff, type Correction } from '../../src/run/break-off.ts'
import { CleanUpTime } from './clean-up-time.ts'

/** The time limit of cleaning up after a signal, in ms. */
const HURRY_MS = 30_000
/** The time limit of cleaning up when a service of the target does not answer any more, in ms. */
const HOPELESS_MS = 60_000

/**
 * Interrupts a run in an orderly way: on Ctrl-C, on SIGTERM, and when the time of the run is over.
 * A signal during the clean-up limits its remaining time; a second signal ends the program at once.
 */
export class Interruption {
  readonly #controller = abortMany()
  readonly #listener = (signal: NodeJS.Signals): void => this.#interrupt(signal)
  readonly #caller: AbortSignal | undefined
  readonly #atCaller = (): void => this.#interrupt('the caller')
  /** Tells the user one line. */
  readonly tell: (line: string) => void
  readonly #timer: NodeJS.Timeout | undefined
  readonly #beginsAgain: (correction: Correction) => boolean
  #isByUser = false
  #correction: Correction | undefined
  #isHopeless = false
  #cleanUp: CleanUpTime | undefined
  #hurryUntil = Number.POSITIVE_INFINITY

  /**
   * `timeMs` is the time limit of the run since `started`, on the monotonic clock; absent: no
   * limit. `beginsAgain` says whether the run begins again with a corrected setting; it does not by default.
   * With the `signal` of a caller, its abort interrupts the run, and signals of the process are the caller's.
   */
  constructor({
    timeMs,
    started,
    beginsAgain = () => false,
    tell = tellOnStderr,
    signal,
  }: {
    readonly timeMs?: number
    readonly started: number
    readonly beginsAgain?: (correction: Correction) => boolean
    readonly tell?: (line: string) => void
    readonly signal?: AbortSignal
  }) {
    this.#beginsAgain = beginsAgain
    this.tell = tell
    this.#caller = signal
    if (signal === undefined) {
      process.on('SIGINT', this.#listener)
      process.on('SIGTERM', this.#listener)
    } else if (signal.aborted) this.#interrupt('the caller')
    else signal.addEventListener('abort', this.#atCaller, { once: true })
    if (timeMs === undefined) return
    const end = () => this.#controller.abort(new BrokenOff('out-of-time'))
    const left = Math.max(0, timeMs - (performance.now() - started))
    this.#timer = setTimeout(end, left)
  }

  /** Aborted with {@link BrokenOff} when all cases must stop. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** The setting with which the run is to begin again; undefined where it is not, or the user has ended it. */
  get correction(): Correction | undefined {
    return this.#isByUser ? undefined : this.#correction
  }

  /** Whether there was a signal. */
  get isByUser(): boolean {
    return this.#isByUser
  }

  /**
   * Breaks the run off because nothing more can come of it. Where a service is gone, cleaning up has
   * little time then. It has none if it is under way and can send nothing more.
   */
  breakOff(reason: BrokenOff): void {
    const isGone = reason.cause === 'service-gone'
    const isHopeless = isGone || reason.cause === 'over-budget'
    if (isHopeless) this.#cleanUp?.atMost(0, `given up, as ${reason.message}`)
    if (this.#controller.signal.aborted || this.#cleanUp !== undefined) return
    const { correction } = reason
    if (correction !== undefined && this.#beginsAgain(correction)) this.#correction = correction
    const next =
      this.#correction === undefined
        ? 'reporting'
        : `beginning again with ${this.#correction.setting}: ${this.#correction.value}`
    const cleaning = isGone ? `cleaning up for ${HOPELESS_MS / 1000} s at most` : 'cleaning up'
    this.tell(`${escapeControls(reason.message)}: interrupting the run, ${cleaning}, then ${next}`)
    this.#isHopeless = isGone
    this.#controller.abort(reason)
  }

  /**
   * Runs `cleanUp` with a signal that is aborted after `ms`, or earlier when the user interrupts.
   */
  async whileCleaningUp<T>(ms: number, cleanUp: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const time = new CleanUpTime(ms)
    this.#cleanUp = time
    if (this.#isHopeless) time.atMost(HOPELESS_MS, 'given up, as a service has stopped answering')
    if (Number.isFinite(this.#hurryUntil)) this.#hurry(time)
    try {
      return await cleanUp(time.signal)
    } finally {
      time.close()
      this.#cleanUp = undefined
    }
  }

  /** Removes the handlers of signals. */
  close(): void {
    this.#caller?.removeEventListener('abort', this.#atCaller)
    process.off('SIGINT', this.#listener)
    process.off('SIGTERM', this.#listener)
    clearTimeout(this.#timer)
  }

  #interrupt(by: NodeJS.Signals | 'the caller'): void {
    if (this.#isByUser) {
      this.tell('ended at once; `attest cleanup <run>` removes what is left')
      process.exit(130)
    }
    this.#isByUser = true
    const what =
      this.#cleanUp === undefined
        ? 'interrupting the run, cleaning up and reporting'
        : `cleaning up for ${HURRY_MS / 1000} s at most, then reporting`
    this.tell(`${by}: ${what}${by === 'the caller' ? '' : ' (again to end at once)'}`)
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

function tellOnStderr(line: string): void {
  process.stderr.write(`attest: ${line}\n`)
}
