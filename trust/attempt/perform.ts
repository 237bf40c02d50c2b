import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanUpRun } from '../../cli/run-steps/4-clean-up.ts'
import { CaseRunner } from '../../fixtures/core/case/case-runner.ts'
import { type Budget, type Deadlines, RunContext } from '../../fixtures/core/case/run-context.ts'
import { abortMany } from '../../src/abort-many.ts'
import { Journal, now } from '../../src/journal/journal.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { Contracts, RequirementId } from '../../src/openapi/contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { readers, scenarioOf } from '../../suites/suites.ts'
import type { OpenTarget } from './target.ts'

/** How one case ended. */
export interface CaseResult {
  readonly id: CaseId
  readonly requirement: RequirementId
  readonly verdict: CaseVerdict
  readonly reason?: string
}

let runs = 0

/**
 * Runs cases on a target in this process, all at the same time, and returns how each ended.
 * `cleansUp`: everything is removed from the target afterwards, with the fault switched off.
 */
export async function performCases(
  { target, sessions, calmDown }: OpenTarget,
  cases: readonly PlannedCase[],
  contracts: Contracts,
  limits: { readonly deadlines: Deadlines; readonly budget: Budget },
  cleansUp = false,
): Promise<CaseResult[]> {
  const controller = abortMany()
  const directory = await mkdtemp(join(tmpdir(), 'attest-trust-'))
  const journal = new Journal(join(directory, 'journal.ndjson'))
  runs += 1
  const id = `trust-${process.pid}-${runs}`
  // With these it is a run like others, which `attest cleanup` can finish after a crash.
  journal.append({
    type: 'run-started',
    at: now(),
    run: id,
    suite: { version: packageVersion, specs: [] },
    target: target.identity,
    accepted: [],
  })
  journal.append({ type: 'planned', at: now(), cases })
  const run = new RunContext({
    run: id,
    contracts,
    journal,
    sessions,
    target,
    signal: controller.signal,
    readers,
    ...limits,
  })
  const runner = new CaseRunner(run)
  try {
    return await Promise.all(
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
  } finally {
    calmDown()
    if (cleansUp) {
      const deadlineMs = limits.deadlines.bootMs
      const { signal } = abortMany()
      await cleanUpRun({ run: id, journal, sessions, contracts, deadlineMs, signal })
    }
    journal.close()
    await rm(directory, { recursive: true, force: true })
  }
}
