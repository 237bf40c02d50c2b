import { demandOf, NO_DEMAND } from '../../fixtures/core/pools/demand.ts'
import type { Target } from '../../src/discover/target.ts'
import type { RequirementId } from '../../src/openapi/contract.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { scenarios } from '../../suites/suites.ts'
import { requirementsOf } from '../answers/globs.ts'
import { isMeantAt } from '../answers/spoken-microversions.ts'
import type { Fault } from '../fault.ts'
import { partOf } from '../parts.ts'

/**
 * The parts of the plan that are run to detect a fault, one after another until something fails.
 */
export const REACHES = ['first', 'violated', 'whole'] as const
export type Reach = (typeof REACHES)[number]

/** How many requirements are tried first. */
const FIRST = 3

/** Whether a fault violates a requirement. */
export function violates({ violates: globs }: Fault, requirement: string): boolean {
  return globs.some((glob) => requirementsOf(glob).has(requirement))
}

/**
 * The part of the plan that is run to detect a fault: first the cheapest requirements that it
 * violates, each at one microversion; then all that it violates, at the edges of their ranges;
 * then all cases of its documents.
 */
export function chooseCases(fault: Fault, target: Target, reach: Reach): readonly PlannedCase[] {
  const plan = makePlan({
    contracts: partOf(fault).documents,
    target,
    scenarios,
    selection: { kind: 'edges' },
    wanted: (id) => reach === 'whole' || violates(fault, id),
  })
  const shown = plan.filter((planned) => reach === 'whole' || showsAt(fault, planned))
  if (reach !== 'first') return shown
  const newest = new Map<RequirementId, PlannedCase>()
  for (const planned of shown) {
    if (planned.settled === undefined) newest.set(planned.requirement, planned)
  }
  const ordered = [...newest.values()].sort((a, b) => weight(fault, a) - weight(fault, b))
  return ordered.slice(0, FIRST)
}

function showsAt({ at }: Fault, { microversion }: PlannedCase): boolean {
  return at === undefined || isMeantAt(microversion, at)
}

/**
 * Requirements that should detect the fault come first, then those that need the fewest
 * resources.
 */
function weight({ first = [] }: Fault, { requirement }: PlannedCase): number {
  const likely = first.some((glob) => requirementsOf(glob).has(requirement))
  const scenario = scenarios.get(requirement)
  const { leases, state } = scenario === undefined ? NO_DEMAND : demandOf(scenario)
  const leased = [...leases.values()].reduce((sum, count) => sum + count, 0)
  const cost = leased + (state === undefined ? 0 : 5)
  return (likely ? 0 : 1_000) + cost
}
