import { matchesPattern } from '../../src/settings/pattern-distance.ts'
import { operations } from './contracts.ts'

const ids: readonly string[] = operations.flatMap((operation) =>
  operation.requirements.map((requirement) => requirement.id),
)

const known = new Map<string, ReadonlySet<string>>()

/** The requirements that a glob stands for. */
export function requirementsOf(glob: string): ReadonlySet<string> {
  const isPlain = !/[*?]/.test(glob)
  const found =
    known.get(glob) ??
    new Set(ids.filter((id) => (isPlain ? id === glob : matchesPattern(glob, id))))
  known.set(glob, found)
  return found
}
