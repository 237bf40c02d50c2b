import { lengthOf } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'

/** How often a history was performed after it had first broken the rule, or before, and broke it then. */
interface Shown {
  readonly tried: TriedHistory
  readonly broken: number
  readonly of: number
}

/** What the tries of a history and of smaller ones have shown, for when they are cut short. */
export class ShownSoFar {
  readonly #first: TriedHistory
  readonly #shown = new Map<string, { tried?: TriedHistory; broken: number; of: number }>()

  constructor(first: TriedHistory) {
    this.#first = first
    this.enter(first)
  }

  enter(tried: TriedHistory): void {
    const key = JSON.stringify(tried.history)
    const known = this.#shown.get(key) ?? { broken: 0, of: 0 }
    this.#shown.set(key, known)
    known.of += 1
    if (!isSame(tried, this.#first)) return
    known.broken += 1
    known.tried ??= tried
  }

  /** The smallest history that has broken the rule. That it did so first is no repetition. */
  get smallest(): Shown {
    const broken = [...this.#shown.values()].flatMap(({ tried, broken, of }) =>
      tried === undefined ? [] : [{ tried, broken: broken - 1, of: of - 1 }],
    )
    const best = broken.reduce<Shown | undefined>(
      (one, other) => (one !== undefined && isBetter(one, other) ? one : other),
      undefined,
    )
    return best ?? { tried: this.#first, broken: 0, of: 0 }
  }
}

/** Of two of the same length, what has shown more often; else the later one, which is simpler. */
function isBetter(one: Shown, other: Shown): boolean {
  const [length, others] = [lengthOf(one.tried.history), lengthOf(other.tried.history)]
  return length === others ? one.broken > other.broken : length < others
}

export function isSame({ verdict }: TriedHistory, first: TriedHistory): boolean {
  if (verdict.code !== 'broken' || first.verdict.code !== 'broken') return false
  return verdict.rule === first.verdict.rule
}
