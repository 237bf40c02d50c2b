import type { RunContext } from '../fixtures/core/case/run-context.ts'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { closeSessions } from '../src/discover/open-sessions.ts'
import { type Journal, now } from '../src/journal/journal.ts'
import type { Contracts } from '../src/openapi/contract.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import type { TargetAccess } from '../src/run/run-order.ts'
import type { Settings } from '../src/settings/settings.ts'
import { Interruption } from './interruption/interruption.ts'
import { accessOf, chooseTarget } from './steps/0-choose-target.ts'
import { type Discovered, discover } from './steps/1-discover.ts'
import { cleanUpRun } from './steps/4-clean-up.ts'
import { beginJournal } from './steps/begin-journal.ts'
import { fitPlan } from './steps/fit-plan.ts'
import { createRunDirectory, type RunDirectory } from './steps/run-directory.ts'

/** A run that is not performed by Vitest: what it does is decided while it goes on. */
export interface FreeRun extends Discovered {
  readonly directory: RunDirectory
  /** What a RunContext is made of. */
  readonly options: ConstructorParameters<typeof RunContext>[0] & {
    readonly sessions: Discovered['sessions']
  }
  /** Cases that it may perform, fitted to the limits. */
  readonly cases: readonly PlannedCase[]
  readonly access: TargetAccess
}

export interface FreelyRun<T> extends CleanedUp {
  readonly result: T
  readonly directory: RunDirectory
  readonly isByUser: boolean
}

export interface FreeRunOptions {
  readonly settings: Settings
  readonly contracts: Contracts
  /** The release whose versions the embedded reference cloud has, where that is tested. */
  readonly release?: string | undefined
  /** Folder of the run, new or empty; by default a new one in the `out` of the settings. */
  readonly out?: string | undefined
  /** Those that it may perform. */
  readonly cases?: readonly PlannedCase[]
  /** Called when the target was looked at, before anything is made on it. */
  readonly onDiscovered?: (discovered: Discovered) => void
  /** Called when the journal has begun: what it writes there says what kind of run it is. */
  readonly onBegun?: (journal: Journal) => void
}

/**
 * Discovers the target, calls `body` with a run that has a journal, and cleans up what it has left.
 * Throws what discovery and `body` throw; then what is left is cleaned up all the same.
 */
export async function withRun<T>(
  { settings, contracts, release, out, cases: wanted = [], ...hooks }: FreeRunOptions,
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
      hooks.onDiscovered?.(discovered)
      const { budget, limits, cases } = fitPlan(wanted, target, settings)
      const directory = await createRunDirectory(out, settings.out)
      const fitted = { ...settings, budget }
      const basis = { startedAt, contracts, discovered, settings: fitted, planned: cases }
      const journal = beginJournal(directory, basis)
      hooks.onBegun?.(journal)
      const { deadlines } = settings
      const open = { run: directory.run, journal, sessions, contracts }
      const options = { ...open, target, deadlines, budget, limits, signal }
      let cleanedUp: CleanedUp = { left: [] }
      let result: T
      try {
        const access = accessOf(chosen, settings)
        result = await body({ ...discovered, directory, options, cases, access })
      } finally {
        cleanedUp = await interruption.whileCleaningUp(deadlines.cleanUpMs, (inTime) =>
          cleanUpRun({ ...open, deadlineMs: deadlines.bootMs, signal: inTime }),
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
