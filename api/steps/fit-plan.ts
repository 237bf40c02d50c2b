import {
  type Ceiling,
  type Ceilings,
  type Fitted,
  fitBudget,
} from '../../fixtures/core/planning/fit-budget.ts'
import type { Target } from '../../src/discover/target.ts'
import { packagedServices } from '../../src/openapi/load-services.ts'
import { ownValue } from '../../src/own-value.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { limitName, resourcesIn } from '../../src/settings/target-fields.ts'
import { scenarios } from '../../suites/suites.ts'

/**
 * A plan within the limits, and the most resources of each kind that may exist even after errors.
 */
export interface FittedPlan extends Fitted {
  readonly limits: Readonly<Record<string, number>>
}

/** Reduces a plan to the limits of the user and the quotas of the target. */
export function fitPlan(
  cases: readonly PlannedCase[],
  { quotaLeft, brings }: Pick<Target, 'quotaLeft' | 'brings'>,
  { limits, budget }: Pick<Settings, 'limits' | 'budget'>,
): FittedPlan {
  const ceilings: Ceilings = Object.fromEntries(
    resourcesIn(packagedServices()).flatMap((resource) => {
      const { kind } = resource
      const ceiling = narrower(
        ownValue(limits.resources, kind),
        ownValue(quotaLeft, kind),
        limitName(resource),
      )
      return ceiling === undefined ? [] : [[kind, ceiling] as const]
    }),
  )
  return {
    ...fitBudget(cases, scenarios, budget, ceilings, brings),
    limits: Object.fromEntries(Object.entries(ceilings).map(([kind, { most }]) => [kind, most])),
  }
}

/** The smaller of a user's limit and the rest of a quota; undefined where there is neither. */
function narrower(
  allowed: number | undefined,
  left: number | undefined,
  setting: string,
): Ceiling | undefined {
  if (allowed !== undefined && (left === undefined || allowed <= left)) {
    return { most: allowed, because: `${setting} is ${allowed}` }
  }
  if (left === undefined) return undefined
  return { most: left, because: `the quota of the project leaves ${left}` }
}
