import { operations } from './contracts.ts'

const ids: readonly string[] = operations.flatMap((operation) =>
  operation.requirements.map((requirement) => requirement.id),
)

const known = new Map<string, ReadonlySet<string>>()

/** The requirements that a glob stands for, as `--requirement` reads it. */
export function requirementsOf(glob: string): ReadonlySet<string> {
  const before = known.get(glob)
  if (before !== undefined) return before
  // Thousands of faults have globs: what tells near misses apart is too slow for so many.
  const pattern = glob
    .replaceAll(/[^\w*?]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${pattern}$`)
  const found = new Set(ids.filter((id) => expression.test(id)))
  known.set(glob, found)
  return found
}
