import { makePlan } from '../../src/plan/make-plan.ts'
import { scenarios } from '../../suites/suites.ts'
import { onlyOlderReleases } from '../catalogue/releases.ts'
import type { Fault } from '../fault.ts'
import { partOf } from '../parts.ts'
import type { Result } from '../workers/task.ts'
import { attemptWith } from './attempt.ts'

/**
 * Tries faults that violate a requirement with the cases of this requirement only, until it
 * fails: a check that was never seen to fail may not work. Returns the last attempt.
 */
export async function takeTurn(
  requirement: string,
  faults: readonly Fault[],
): Promise<Pick<Result, 'fault' | 'fate' | 'reach' | 'met' | 'cases'>> {
  let last: Pick<Result, 'fault' | 'fate' | 'reach' | 'met' | 'cases'> | undefined
  for (const fault of faults) {
    const tried = { ...fault, ...onlyOlderReleases([requirement]) }
    const attempted = await attemptWith(tried, 'violated', undefined, ({ target }) =>
      makePlan({
        contracts: partOf(fault).documents,
        target,
        scenarios,
        selection: { kind: 'edges' },
        wanted: (id) => id === requirement,
      }),
    )
    last = { fault: fault.id, ...attempted }
    if (attempted.fate === 'killed') break
  }
  if (last === undefined) throw new TypeError(`no fault violates ${requirement}`)
  return last
}
