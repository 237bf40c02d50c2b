import { CaseRunner } from '../../fixtures/core/case/case-runner.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { Contracts, RequirementId } from '../../src/openapi/contract.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { scenarioOf } from '../../suites/suites.ts'
import type { OpenTarget } from './target.ts'
import { type Limits, withRunContext } from './with-run-context.ts'

/** How one case ended. */
export interface CaseResult {
  readonly id: CaseId
  readonly requirement: RequirementId
  readonly verdict: CaseVerdict
  readonly reason?: string
}

/**
 * Runs cases on a target in this process, all at the same time, and returns how each ended.
 * `cleansUp`: everything is removed from the target afterwards, with the fault switched off.
 */
export async function performCases(
  opened: OpenTarget,
  cases: readonly PlannedCase[],
  contracts: Contracts,
  limits: Limits,
  cleansUp = false,
): Promise<CaseResult[]> {
  return await withRunContext({ opened, cases, contracts, limits, cleansUp }, (run) => {
    const runner = new CaseRunner(run)
    return Promise.all(
      cases.map(async (planned) => {
        const { id, requirement, settled } = planned
        if (settled !== undefined) return { id, requirement, verdict: settled.verdict }
        const { outcome } = await runner.perform(planned, scenarioOf(requirement))
        const { verdict, reason } = outcome
        return {
          id,
          requirement,
          verdict,
          ...(reason && { reason: `${reason.code}: ${reason.message}` }),
        }
      }),
    )
  })
}
