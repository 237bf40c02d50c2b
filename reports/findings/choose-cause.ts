import type { OperationLookup } from '../operation-lookup.ts'
import { aboutness } from './about.ts'
import type { CausesOfCase, SeenCauses } from './seen-causes.ts'

/** Selects the cause that stands for several. */
export type LeaderOf = (key: string) => string

/**
 * The cause under which each failed case is counted: what its scenario has found; of answers that break
 * the contract, what its promise is about, else what most cases have seen.
 */
export function chooseCauses(
  { failed, byKey }: SeenCauses,
  leader: LeaderOf,
  lookup: OperationLookup,
): ReadonlyMap<CausesOfCase, string> {
  const weights = new Map<string, number>()
  for (const { promised, violated } of failed) {
    for (const key of new Set([...violated, ...(promised === undefined ? [] : [promised])])) {
      weights.set(leader(key), (weights.get(leader(key)) ?? 0) + 1)
    }
  }
  const ranked = (causes: CausesOfCase) =>
    [...new Set(causes.violated.map(leader))]
      .map((key) => {
        const cause = byKey.get(key)?.cause
        const about = cause === undefined ? 0 : aboutness(causes.record, cause, lookup)
        return { key, about, weight: weights.get(key) ?? 0 }
      })
      .sort((a, b) => b.about - a.about || b.weight - a.weight)
  return new Map(
    failed.map((causes) => {
      const key = causes.promised === undefined ? ranked(causes)[0]?.key : leader(causes.promised)
      return [causes, key ?? '']
    }),
  )
}
