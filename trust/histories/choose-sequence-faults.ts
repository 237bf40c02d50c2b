import { UsageError } from '../../cli/errors/usage-error.ts'
import { SEQUENCE_FAULTS } from '../../reference-cloud/sequence-faults/sequence-faults.ts'
import { matchesPattern } from '../../src/patterns/pattern-distance.ts'

/** How many a sample has when no number is given. */
const SAMPLE = 10

interface Wanted {
  readonly fault?: readonly string[]
  readonly sample?: number | true
}

/** The faults of sequence and concurrency to look for. Throws {@link UsageError} for an empty glob. */
export function chooseSequenceFaults({ fault: globs, sample }: Wanted): readonly string[] {
  const all = Object.keys(SEQUENCE_FAULTS)
  for (const glob of globs ?? []) {
    if (all.some((id) => matchesPattern(glob, id))) continue
    throw new UsageError(`--fault ${glob} matches no fault; --histories --list prints them`)
  }
  const wanted = globs ? all.filter((id) => globs.some((glob) => matchesPattern(glob, id))) : all
  if (sample === undefined) return wanted
  const size = Math.min(wanted.length, sample === true ? SAMPLE : sample)
  // Each n-th, so that every kind is there.
  return Array.from(
    { length: size },
    (_, index) => wanted[Math.floor((index * wanted.length) / size)],
  ).filter((id) => id !== undefined)
}
