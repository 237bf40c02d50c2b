/** Hears of every state that a volume gets into, `gone` at the end. */
export type StateListener = (id: string, state: string) => void

/** Runs what real services do after they have answered: each step one latency after the one before. */
export class Transitions {
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly latencyMs: number,
    /** Told of states, for those who measure how soon others see them. */
    readonly tell: StateListener = () => {},
  ) {}

  /** Steps must find for themselves that what they work on has gone meanwhile. */
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
