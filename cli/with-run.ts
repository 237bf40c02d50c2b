import { Interruption } from '../api/interruption/interruption.ts'
import { type ChosenTarget, chooseTarget } from '../api/steps/0-choose-target.ts'
import { type Discovered, discover } from '../api/steps/1-discover.ts'
import { cleanUpRun } from '../api/steps/4-clean-up.ts'
import { beginJournal } from '../api/steps/begin-journal.ts'
import { fitPlan } from '../api/steps/fit-plan.ts'
import { createRunDirectory, type RunDirectory } from '../api/steps/run-directory.ts'
import type { RunContext } from '../fixtures/core/case/run-context.ts'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { closeSessions } from '../src/discover/open-sessions.ts'
import { now } from '../src/journal/journal.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { tellNotes } from './progress/tell-notes.ts'
import type { Tested } from './tested-documents.ts'

/** A run that is not performed by Vitest: what it does is decided while it goes on. */
export interface FreeRun extends Discovered {
  readonly directory: RunDirectory
  /** What a RunContext is made of. */
  readonly options: ConstructorParameters<typeof RunContext>[0] & {
    readonly sessions: Discovered['sessions']
  }
  /** Cases that it may perform, fitted to the limits. */
  readonly cases: readonly PlannedCase[]
  readonly chosen: ChosenTarget
}

export interface FreelyRun<T> extends CleanedUp {
  readonly result: T
  readonly directory: RunDirectory
  readonly isByUser: boolean
}

/**
 * Discovers the target, calls `body` with a run that has a journal, and cleans up what it has left.
 * `cases` are those that it may perform. Throws what discovery and `body` throw; then what is left
 * is cleaned up all the same.
 */
export async function withRun<T>(
  { settings, contracts }: Tested,
  {
    release,
    out,
    cases: wanted = [],
  }: {
    readonly release?: string | undefined
    readonly out?: string | undefined
    readonly cases?: readonly PlannedCase[]
  },
  body: (run: FreeRun) => Promise<T>,
): Promise<FreelyRun<T>> {
  const startedAt = now()
  const interruption = new Interruption({ started: performance.now() })
  const { signal } = interruption
  const chosen = await chooseTarget(settings, release)
  try {
    const discovered = await discover(chosen, settings, contracts, {
      signal,
      onBrokenOff: (reason) => interruption.breakOff(reason),
    })
    const { target, sessions } = discovered
    try {
      tellNotes(discovered)
      const { budget, limits, cases } = fitPlan(wanted, target, settings)
      const directory = await createRunDirectory(out, settings.out)
      const fitted = { ...settings, budget }
      const basis = { startedAt, contracts, discovered, settings: fitted, planned: cases }
      const journal = beginJournal(directory, basis)
      const { deadlines } = settings
      const access = { run: directory.run, journal, sessions, contracts }
      const options = { ...access, target, deadlines, budget, limits, signal }
      let cleanedUp: CleanedUp = { left: [] }
      let result: T
      try {
        result = await body({ ...discovered, directory, options, cases, chosen })
      } finally {
        cleanedUp = await interruption.whileCleaningUp(deadlines.cleanUpMs, (inTime) =>
          cleanUpRun({ ...access, deadlineMs: deadlines.bootMs, signal: inTime }),
        )
        journal.close()
        directory.lock.release()
      }
      return { result, directory, isByUser: interruption.isByUser, ...cleanedUp }
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    interruption.close()
    await chosen.close()
  }
}
