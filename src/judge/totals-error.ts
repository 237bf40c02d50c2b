import { firstFew } from './first-few.ts'

/** How many ids of each kind the message names; the fields have all of them. */
const CASES_NAMED = 3

/** Thrown when the cases that finished are not exactly those that were planned. */
export class TotalsError extends Error {
  override readonly name = 'TotalsError'
  /** Planned and never finished. */
  readonly missing: readonly string[]
  /** Planned or finished more than once. */
  readonly double: readonly string[]
  /** Finished and never planned. */
  readonly unplanned: readonly string[]

  constructor(facts: Pick<TotalsError, 'missing' | 'double' | 'unplanned'>) {
    const parts = (['missing', 'double', 'unplanned'] as const)
      .filter((kind) => facts[kind].length > 0)
      .map((kind) => `${kind}: ${firstFew(facts[kind], CASES_NAMED)}`)
    super(`the verdicts do not add up to the plan; ${parts.join('; ')}`)
    this.missing = facts.missing
    this.double = facts.double
    this.unplanned = facts.unplanned
  }
}
