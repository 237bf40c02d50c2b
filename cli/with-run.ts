import { RunContext } from '../fixtures/core/case/run-context.ts'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { closeSessions } from '../src/discover/open-sessions.ts'
import type { Journal } from '../src/journal/journal.ts'
import { now } from '../src/journal/journal.ts'
import { Interruption } from './interruption.ts'
import { chooseTarget } from './run-steps/0-choose-target.ts'
import { type Discovered, discover } from './run-steps/1-discover.ts'
import { cleanUpRun } from './run-steps/4-clean-up.ts'
import { beginJournal } from './run-steps/begin-journal.ts'
import { fitPlan } from './run-steps/fit-plan.ts'
import { createRunDirectory, type RunDirectory } from './run-steps/run-directory.ts'
import { tellNotes } from './run-steps/target-notes.ts'
import type { Tested } from './tested-documents.ts'

/** A run without a plan: what it does is decided while it goes on. */
export interface FreeRun {
  readonly context: RunContext
  readonly directory: RunDirectory
  readonly journal: Journal
  readonly discovered: Discovered
}

export interface FreelyRun<T> extends CleanedUp {
  readonly result: T
  readonly directory: RunDirectory
  readonly isByUser: boolean
}

/**
 * Discovers the target, calls `body` with a run that has a journal, and cleans up what it has left.
 * Throws what discovery and `body` throw; then what is left is cleaned up all the same.
 */
export async function withRun<T>(
  { settings, contracts }: Tested,
  { release, out }: { readonly release?: string | undefined; readonly out?: string | undefined },
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
      const { budget, limits } = fitPlan([], target, settings)
      const directory = await createRunDirectory(out, settings.out)
      const journal = beginJournal(directory, {
        ...{ startedAt, contracts, discovered, settings, planned: [] },
      })
      const options = { run: directory.run, journal, sessions, contracts }
      const { deadlines } = settings
      const context = new RunContext({ ...options, target, deadlines, budget, limits, signal })
      let cleanedUp: CleanedUp = { left: [] }
      let result: T
      try {
        result = await body({ context, directory, journal, discovered })
      } finally {
        cleanedUp = await interruption.whileCleaningUp(deadlines.cleanUpMs, (inTime) =>
          cleanUpRun({ ...options, deadlineMs: deadlines.bootMs, signal: inTime }),
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
