/** Hears of every state that a volume gets into, `gone` at the end. */
export type StateListener = (id: string, state: string) => void

/**
 * Runs the steps that real services make after the answer: each one latency after the one before.
 * With windows, each step comes up to `windowMs` later, at random, and what two services show of
 * one change comes apart by as much.
 */
export class Transitions {
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly latencyMs: number,
    /** Called with each state, to measure how soon clients see it. */
    readonly tell: StateListener = () => {},
    private readonly windowMs = 0,
    /** From 0 to 1. */
    private readonly random: () => number = Math.random,
  ) {}

  /** Each step must check whether its resource still exists. */
  run(...steps: ReadonlyArray<() => void>): void {
    const [first, ...rest] = steps
    if (!first) return
    this.after(this.latencyMs + this.#window(), () => {
      first()
      this.run(...rest)
    })
  }

  /** The rest of a change: clients may see each of its steps a moment later than what came before. */
  soon(...steps: ReadonlyArray<() => void>): void {
    const [first, ...rest] = steps
    if (!first) return
    const step = () => {
      first()
      this.soon(...rest)
    }
    if (this.windowMs === 0) step()
    else this.after(this.#window(), step)
  }

  #window(): number {
    return this.random() * this.windowMs
  }

  after(ms: number, step: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      step()
    }, ms)
    this.#timers.add(timer)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
