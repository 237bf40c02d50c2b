/** Hears of every state that a volume gets into, `gone` at the end. */
export type StateListener = (id: string, state: string) => void

/** Runs the steps that real services make after the answer: each one latency after the one
 * before. */
export class Transitions {
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly latencyMs: number,
    /** Called with each state, to measure how soon clients see it. */
    readonly tell: StateListener = () => {},
  ) {}

  /** Each step must check whether its resource still exists. */
  run(...steps: ReadonlyArray<() => void>): void {
    const [first, ...rest] = steps
    if (!first) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      first()
      this.run(...rest)
    }, this.latencyMs)
    this.#timers.add(timer)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
