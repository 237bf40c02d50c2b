import { shardOfPlan } from '../../fixtures/core/planning/shard-plan.ts'
import { offeredMicroversions } from '../../src/discover/offered-microversions.ts'
import type { Target } from '../../src/discover/target.ts'
import { describedIn } from '../../src/discover/tested-services.ts'
import type { ShardIdentity } from '../../src/journal/events/run-events.ts'
import type { Contracts, RequirementId } from '../../src/openapi/contract.ts'
import { formatRange, isWithin } from '../../src/openapi/microversion.ts'
import { requirementsIn } from '../../src/openapi/requirements-in.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import type { Selection } from '../../src/plan/pick-microversions.ts'
import { planDigest } from '../../src/plan/plan-digest.ts'
import { facetFilter } from '../../src/settings/facet-filter.ts'
import {
  type RequirementFilter,
  requirementFilter,
  requirementsElsewhere,
} from '../../src/settings/requirement-filter.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { parseShard } from '../../src/settings/shard-flag.ts'
import { scenarios } from '../../suites/suites.ts'
import { UsageError } from '../errors/usage-error.ts'
import type { PlanRequest } from '../scope/plan-request.ts'

/** The filter of a request; throws at once when it selects nothing. */
export function wantedBy(
  request: PlanRequest,
  contracts: Contracts,
  known: Contracts,
): RequirementFilter {
  const byName = requirementFilter(
    { requirement: request.requirement, operation: request.operation },
    requirementsIn(contracts),
    requirementsElsewhere(contracts, known),
  )
  const { status, level, as } = request
  const byFacet = facetFilter({ status, level, asPersona: as }, requirementsIn(contracts))
  return (id, operation) => byName(id, operation) && byFacet(id, operation)
}

/** The ids of all promises in the contracts. */
export function requirementIds(contracts: Contracts): RequirementId[] {
  return requirementsIn(contracts).map(({ id }) => id)
}

/**
 * The cases of a run on this target. Throws {@link UsageError} for a version that no service
 * offers.
 */
export function plan(
  target: Target,
  contracts: Contracts,
  settings: Settings,
  wanted: RequirementFilter,
): PlannedCase[] {
  refuseUnoffered(settings.selection, target, contracts)
  return makePlan({ contracts, target, scenarios, wanted, selection: settings.selection })
}

/** The part of a plan that `--shard` names, with the facts that identify part and plan. */
export function partOf(
  cases: readonly PlannedCase[],
  named: string | undefined,
): { readonly cases: readonly PlannedCase[]; readonly shard?: ShardIdentity } {
  if (named === undefined) return { cases }
  const shard = parseShard(named)
  const part = shardOfPlan(cases, scenarios, shard)
  if (part.length > 0) return { cases: part, shard: { ...shard, plan: planDigest(cases) } }
  throw new UsageError(
    `--shard ${named}: the plan has too few promises for ${shard.of} parts; name fewer`,
  )
}

/**
 * A run at a version that no tested service offers would test nothing, and each case would say so.
 */
function refuseUnoffered(selection: Selection, { identity }: Target, contracts: Contracts): void {
  if (selection.kind !== 'listed') return
  const tested = describedIn(contracts)
  const offers = tested.flatMap(({ id, title }) => {
    const range = offeredMicroversions(identity, id)
    return range === undefined ? [] : [{ title, range }]
  })
  const expected = offers.map(({ title, range }) => `${title} ${formatRange(range)}`).join(' or ')
  for (const version of selection.versions) {
    if (offers.some(({ range }) => isWithin(version, range))) continue
    throw new UsageError(
      `--microversions: ${version} is offered by no service of ${identity.name} that is tested: ${offers.length === 0 ? 'they have no microversions; leave the option out' : `expected versions of ${expected}; correct it`}`,
    )
  }
}
