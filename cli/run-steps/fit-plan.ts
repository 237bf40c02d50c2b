import { type Fitted, fitBudget } from '../../fixtures/core/planning/fit-budget.ts'
import type { Target } from '../../src/discover/target.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { scenarios } from '../../suites/suites.ts'

/** A plan that fits, and how many servers and volumes there may be when something goes wrong. */
export interface FittedPlan extends Fitted {
  readonly room: { readonly server?: number; readonly volume?: number }
}

/** Makes a plan fit into what the user allows and the quotas of the target leave. */
export function fitPlan(
  cases: readonly PlannedCase[],
  { room: quota }: Pick<Target, 'room'>,
  { limits, budget }: Pick<Settings, 'limits' | 'budget'>,
): FittedPlan {
  const servers = narrower(limits.servers, quota.servers, 'max-servers')
  const volumes = narrower(limits.volumes, quota.volumes, 'max-volumes')
  return {
    ...fitBudget(cases, scenarios, budget, { servers, volumes }),
    room: {
      ...(Number.isFinite(servers.most) && { server: servers.most }),
      ...(Number.isFinite(volumes.most) && { volume: volumes.most }),
    },
  }
}

function narrower(
  allowed = Number.POSITIVE_INFINITY,
  left = Number.POSITIVE_INFINITY,
  key: string,
): { readonly most: number; readonly because: string } {
  return allowed <= left
    ? { most: allowed, because: `${key} is ${allowed}` }
    : { most: left, because: `the quota of the project leaves ${left}` }
}
