/** Ctrl-C and SIGTERM: the first breaks the run off in good order, the second ends it at once. */
export class Interruption {
  readonly #controller = new AbortController()
  readonly #listener = (signal: NodeJS.Signals): void => this.#interrupt(signal)

  constructor() {
    process.on('SIGINT', this.#listener)
    process.on('SIGTERM', this.#listener)
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Leaves the signals to whoever comes next. */
  close(): void {
    process.off('SIGINT', this.#listener)
    process.off('SIGTERM', this.#listener)
  }

  #interrupt(signal: NodeJS.Signals): void {
    if (this.#controller.signal.aborted) {
      process.stderr.write('attest: ended at once; `attest cleanup <run>` removes what is left\n')
      process.exit(130)
    }
    process.stderr.write(
      `attest: ${signal}: breaking the run off, cleaning up and reporting (again to end at once)\n`,
    )
    this.#controller.abort(new Error(`interrupted by ${signal}`))
  }
}
