import type { Model } from './model.ts'

/** A state in which the target may be, and the calls under way that have had their effect in it. */
interface Possibility<State> {
  readonly state: State
  readonly done: readonly number[]
}

/** There are too many possibilities to follow them all. */
export class TooManyPossibilitiesError extends Error {
  override readonly name = 'TooManyPossibilitiesError'

  constructor(readonly most: number) {
    super(`more than ${most} orders of the calls are possible`)
  }
}

const MOST = 30_000

/**
 * All states in which the target may be, by the calls that were sent and answered so far. A call has
 * its effect at one moment between its request and its answer, so calls that overlap may have theirs
 * in any order. What is under way goes on at any time.
 */
export class Frontier<State, Call> {
  readonly #model: Model<State, Call>
  readonly #open = new Map<number, Call>()
  #possibilities: readonly Possibility<State>[]

  constructor(model: Model<State, Call>, initial: State) {
    this.#model = model
    this.#possibilities = [{ state: initial, done: [] }]
  }

  /** The states that are possible now. */
  get states(): readonly State[] {
    const states = new Map(
      this.#possibilities.map(({ state }) => [this.#model.key(state), state] as const),
    )
    return [...states.values()]
  }

  /** A call was sent that was, or will be, answered as it says. */
  sent(id: number, call: Call): void {
    this.#open.set(id, call)
  }

  /**
   * The answer of a call arrived. False if no order of the calls explains it; then the possibilities
   * before it are kept. Throws {@link TooManyPossibilitiesError}.
   */
  answered(id: number): boolean {
    const call = this.#open.get(id)
    const explained = this.#reachable().filter(
      ({ state, done }) =>
        done.includes(id) && call !== undefined && this.#model.mayAnswer(state, call, id),
    )
    this.#open.delete(id)
    if (explained.length === 0) return false
    this.#possibilities = explained.map(({ state, done }) => ({
      state,
      done: done.filter((other) => other !== id),
    }))
    return true
  }

  /** The states of {@link states} and all that may follow from them without further calls. */
  drifted(): readonly State[] {
    return this.#reachable().map(({ state }) => state)
  }

  #reachable(): readonly Possibility<State>[] {
    const found = new Map<string, Possibility<State>>()
    const waiting: Possibility<State>[] = []
    const add = (state: State, done: readonly number[]): void => {
      const key = `${this.#model.key(state)} ${done.join()}`
      if (found.has(key)) return
      if (found.size >= MOST) throw new TooManyPossibilitiesError(MOST)
      const possibility = { state, done }
      found.set(key, possibility)
      waiting.push(possibility)
    }
    for (const { state, done } of this.#possibilities) add(state, done)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { state, done } = next
      for (const drifted of this.#model.drifts(state)) add(drifted, done)
      for (const [id, call] of this.#open) {
        if (done.includes(id)) continue
        const withIt = [...done, id].sort((a, b) => a - b)
        for (const after of this.#model.after(state, call, id)) add(after, withIt)
      }
    }
    return [...found.values()]
  }
}
