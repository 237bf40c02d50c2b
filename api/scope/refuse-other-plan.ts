import type { Target } from '../../src/discover/target.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { scenarios } from '../../suites/suites.ts'
import { UsageError } from '../errors/usage-error.ts'

/**
 * A run is resumed with the plan that it began with: which of its cases can run must not depend on
 * settings that were changed since, or on what the target has now. Throws {@link UsageError}.
 */
export function refuseOtherPlan(
  planned: readonly PlannedCase[],
  target: Target,
  contracts: Contracts,
): void {
  const now = settledNow(planned, target, contracts)
  for (const { id, settled } of planned) {
    const is = now.get(id)
    if (settled?.reason?.code === is?.reason?.code || !now.has(id)) continue
    const { reason } = is ?? settled ?? {}
    const why = reason === undefined ? '' : ` (${reason.code}: ${reason.message})`
    throw new UsageError(
      `${id} ${settled === undefined ? 'could run when the run began, and cannot now' : 'could not run when the run began, and can now'}${why}: begin a new run, or restore the settings`,
    )
  }
}

/** How planning would settle the cases now. */
function settledNow(
  planned: readonly PlannedCase[],
  target: Target,
  contracts: Contracts,
): ReadonlyMap<CaseId, PlannedCase['settled']> {
  const wanted = new Set(planned.map(({ requirement }) => requirement))
  const versions = [...new Set(planned.flatMap(({ microversion }) => microversion ?? []))]
  const again = makePlan({
    ...{ contracts, target, scenarios },
    selection: { kind: 'listed', versions },
    wanted: (requirement) => wanted.has(requirement),
  })
  return new Map(again.map(({ id, settled }) => [id, settled]))
}
