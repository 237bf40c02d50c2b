import { type Cost, costOf } from '../fixtures/core/planning/cost.ts'
import type { ShardIdentity } from '../src/journal/events/run-events.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { scenarios } from '../suites/suites.ts'
import type { Discovery } from './discover.ts'
import { refuseUnknownOptions } from './known-options.ts'
import { PLAN_REQUEST, type PlanRequest } from './scope/plan-request.ts'
import { scopeOf } from './scope/scope.ts'
import { partOf } from './steps/2-plan.ts'
import { type FittedPlan, fitPlan } from './steps/fit-plan.ts'

/** The cases of a run: fixed before it begins, and all of them get a verdict. */
export interface Plan extends FittedPlan {
  /** The cases before the limits of the user and the quotas of the cloud settled some of them. */
  readonly planned: readonly PlannedCase[]
  /** Which part of which plan this is, where it is not the whole. */
  readonly shard?: ShardIdentity
  /** What a run is expected to take of the cloud, and how long. */
  readonly cost: Cost
}

/**
 * Plans a run on a cloud that was discovered; asks nothing of it. `narrowed` chooses among the cases of
 * the request. Throws UsageError for a request that selects nothing, contradicts itself, or has an unknown field.
 */
export function plan(
  discovery: Discovery,
  request: PlanRequest = {},
  narrowed: (cases: readonly PlannedCase[]) => readonly PlannedCase[] = (cases) => cases,
): Plan {
  refuseUnknownOptions('plan', request, PLAN_REQUEST)
  const { target, settings, contracts } = discovery
  const { planFor } = scopeOf(request, settings, packagedContracts(), contracts)
  const { cases: planned, shard } = partOf(narrowed(planFor(target)), request.shard)
  const fitted = fitPlan(planned, target, settings)
  const cost = costOf(fitted.cases, scenarios, fitted.budget, target.brings)
  return { ...fitted, planned, cost, ...(shard && { shard }) }
}
