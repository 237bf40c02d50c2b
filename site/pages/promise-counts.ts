import { worstVerdict } from '../../reports/results/requirement-verdict.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { TargetHistory } from '../history/target-history.ts'
import type { PromiseEntry } from '../manual/manual.ts'

/** How a target stands with several promises. */
export interface PromiseCounts {
  /** The worst verdict; undefined where none of them was tested. */
  readonly worst: CaseVerdict | undefined
  readonly tested: number
  readonly of: number
  readonly by: Readonly<Partial<Record<CaseVerdict, number>>>
}

export function countsFor(
  { standings }: Pick<TargetHistory, 'standings'>,
  promises: readonly Pick<PromiseEntry, 'id'>[],
): PromiseCounts {
  const by: Partial<Record<CaseVerdict, number>> = {}
  const verdicts = promises.flatMap(({ id }) => standings.get(id)?.verdict ?? [])
  for (const verdict of verdicts) by[verdict] = (by[verdict] ?? 0) + 1
  return {
    worst: verdicts.length === 0 ? undefined : worstVerdict(verdicts),
    tested: verdicts.length,
    of: promises.length,
    by,
  }
}
