import { operations } from './contracts.ts'

const ids: readonly string[] = operations.flatMap((operation) =>
  operation.requirements.map((requirement) => requirement.id),
)

const known = new Map<string, ReadonlySet<string>>()

/** The requirements that a glob stands for, as `--requirement` reads it. */
export function requirementsOf(glob: string): ReadonlySet<string> {
  const before = known.get(glob)
  if (before !== undefined) return before
  // There are thousands of globs: a plain comparison is used, because the one that suggests
  // corrections is too slow.
  const pattern = glob
    .replaceAll(/[^\w*?]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${pattern}$`)
  const found = new Set(ids.filter((id) => expression.test(id)))
  known.set(glob, found)
  return found
}
