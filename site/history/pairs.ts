import type { Pair } from '../pages/site-view.ts'
import type { TargetHistory } from './target-history.ts'

/**
 * The runs that are compared on pages of their own: each run of a target with the one before, each
 * release with the next one in the same kind of cloud, and the real cloud of a release with the
 * reference cloud of it.
 */
export function pairsOf(histories: readonly TargetHistory[]): readonly Pair[] {
  return [...inTime(histories), ...releases(histories), ...realAndReference(histories)]
}

function inTime(histories: readonly TargetHistory[]): Pair[] {
  return histories.flatMap(({ runs }) =>
    runs.flatMap((after, at) => {
      const before = runs[at - 1]
      return before === undefined ? [] : [{ kind: 'in-time' as const, before, after }]
    }),
  )
}

/** The name of a target without that of its release, which similar targets share. */
function familyOf({ id, newest }: TargetHistory): string | undefined {
  const { release } = newest.run
  return release !== null && id.includes(release) ? id.replace(release, '') : undefined
}

function releases(histories: readonly TargetHistory[]): Pair[] {
  const last = new Map<string, TargetHistory>()
  return histories.flatMap((history) => {
    const family = familyOf(history)
    if (family === undefined) return []
    const before = last.get(family)
    last.set(family, history)
    return before === undefined
      ? []
      : [{ kind: 'releases' as const, before: before.newest, after: history.newest }]
  })
}

function realAndReference(histories: readonly TargetHistory[]): Pair[] {
  const withFamily = histories.filter((history) => familyOf(history) !== undefined)
  return withFamily.flatMap((reference) => {
    if (!reference.id.startsWith('reference')) return []
    const { release } = reference.newest.run
    return withFamily
      .filter((other) => !other.id.startsWith('reference') && other.newest.run.release === release)
      .map((real) => ({
        kind: 'real-and-reference' as const,
        before: real.newest,
        after: reference.newest,
      }))
  })
}
