import type { CleanedUp } from '../../fixtures/core/ledger/clean-up.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import type { Target } from '../../src/discover/target.ts'
import { type Journal, now } from '../../src/journal/journal.ts'
import type { Contracts, Persona } from '../../src/openapi/contract.ts'
import type { RequestBudget } from '../../src/openstack/http/request-budget.ts'
import type { Session } from '../../src/openstack/session.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import type { TargetAccess } from '../../src/run/run-order.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { Interruption } from '../interruption/interruption.ts'
import { type OpenProgress, silent } from '../progress.ts'
import { performPlan } from './3-perform.ts'
import { cleanUpRun } from './4-clean-up.ts'
import type { FittedPlan } from './fit-plan.ts'
import type { RunDirectory } from './run-directory.ts'

/** A run whose plan is in its journal, and that can be performed. */
export interface PreparedRun {
  readonly directory: RunDirectory
  readonly journal: Journal
  /** Cases without a verdict, and cases that planning has settled. */
  readonly cases: readonly PlannedCase[]
  readonly fitted: Pick<FittedPlan, 'budget' | 'limits'>
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
  readonly access: TargetAccess
  readonly settings: Settings
  readonly contracts: Contracts
  /** When this process began to work on the run, on the monotonic clock. */
  readonly started: number
  /** How long earlier segments of the run took, in ms. */
  readonly earlierMs?: number
  /** How many resources the journal already has. */
  readonly ledgerCount?: number
  /** The run ends after this many failed cases. */
  readonly failFast?: number
  /** The cases to begin with. */
  readonly first?: readonly CaseId[]
  readonly interruption: Interruption
  /** The requests that the run may still send; absent: any number. */
  readonly requests?: RequestBudget
  /** Shows how far the run is; nothing by default. */
  readonly openProgress?: OpenProgress
}

/** Performs the cases, cleans up, and closes the journal. Returns what the clean-up has left. */
export async function executeRun(run: PreparedRun): Promise<CleanedUp> {
  const { directory, journal, settings, contracts, sessions, started, interruption } = run
  const { deadlines } = settings
  const progress = (run.openProgress ?? silent)(directory.journal, run.cases)
  let problems: readonly string[] = []
  let cleanedUp: CleanedUp = { left: [] }
  try {
    try {
      const { signal } = interruption
      problems = await performPlan({
        ...run,
        signal,
        onBrokenOff: (reason) => interruption.breakOff(reason),
      })
    } finally {
      progress.says('cleaning up')
      const left = { run: directory.run, deadlineMs: deadlines.bootMs }
      cleanedUp = await interruption.whileCleaningUp(deadlines.cleanUpMs, (signal) =>
        cleanUpRun({ ...left, journal, sessions, contracts, signal }),
      )
    }
    const wallMs = Math.round(performance.now() - started) + (run.earlierMs ?? 0)
    journal.append({ type: 'run-finished', at: now(), interrupted: interruption.isByUser, wallMs })
    progress.says('writing reports')
  } finally {
    journal.close()
    progress.close()
  }
  for (const problem of problems) interruption.tell(`in the suite: ${escapeControls(problem)}`)
  return cleanedUp
}
