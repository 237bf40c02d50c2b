import { scenarios } from '../../../suites/suites.ts'
import type { Target } from '../../discover/target.ts'
import type { Contract, Service } from '../../openapi/contract.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { makePlan } from '../../plan/make-plan.ts'
import { type RequirementFilter, requirementFilter } from '../../settings/requirement-filter.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ScopeFlags } from '../target-options.ts'

/** The filter that the command line asks for; throws at once for one that chooses nothing. */
export function wantedBy(
  flags: ScopeFlags,
  contracts: ReadonlyMap<Service, Contract>,
): RequirementFilter {
  const requirements = [...contracts.values()]
    .flatMap((contract) => contract.operations)
    .flatMap((operation) => operation.requirements)
  return requirementFilter(
    { requirement: flags.requirement, operation: flags.operation },
    requirements,
  )
}

/** The cases of a run on this target. */
export function plan(
  target: Target,
  contracts: ReadonlyMap<Service, Contract>,
  settings: Settings,
  wanted: RequirementFilter,
): PlannedCase[] {
  return makePlan({ contracts, target, scenarios, wanted, selection: settings.selection })
}
