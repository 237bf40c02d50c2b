import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import type { RenderedRun } from '../reports/render-run.ts'
import type { Beginning } from '../src/journal/events/run-events.ts'
import { now } from '../src/journal/journal.ts'
import type { CaseId } from '../src/plan/case.ts'
import { BrokenOff } from '../src/run/break-off.ts'
import { type Discovery, requireOpen } from './discover.ts'
import { NotBegunError } from './errors/not-begun-error.ts'
import { UsageError } from './errors/usage-error.ts'
import { Interruption } from './interruption/interruption.ts'
import { type Names, refuseUnknownOptions } from './known-options.ts'
import type { Plan } from './plan.ts'
import type { OpenProgress } from './progress.ts'
import { report } from './report.ts'
import { beginJournal } from './steps/begin-journal.ts'
import { executeRun } from './steps/execute-run.ts'
import { createRunDirectory, type RunDirectory } from './steps/run-directory.ts'

export interface RunOptions {
  /** Folder of the run, new or empty; by default a new one in the `out` of the settings. */
  readonly out?: string
  /** Its abort interrupts the run, which then cleans up. */
  readonly signal?: AbortSignal
  /** Called with a line for the user: why a run is interrupted, what went wrong in the suite. */
  readonly onNote?: (line: string) => void
  readonly openProgress?: OpenProgress
  /** The run ends after this many failed cases. */
  readonly failFast?: number
  /** The cases to begin with. */
  readonly first?: readonly CaseId[]
}

const KNOWN: Names<RunOptions> = {
  ...{ out: true, signal: true, onNote: true, openProgress: true, failFast: true, first: true },
}

/** What the command line knows beside: when it was called, and how it is interrupted. */
export interface LedOptions extends Omit<RunOptions, 'signal' | 'onNote'> {
  readonly interruption: Interruption
  /** ISO 8601. */
  readonly startedAt: string
  /** On the monotonic clock. */
  readonly started: number
  readonly beganAs?: readonly Beginning[]
}

/** A run whose cases have a verdict, and that has cleaned up. */
export interface Performed {
  readonly directory: RunDirectory
  readonly cleanedUp: CleanedUp
}

/** A run with its reports. */
export interface FinishedRun extends RenderedRun {
  /** The folder of the run. */
  readonly path: string
  /** What is still on the cloud, and what could not be looked at. */
  readonly cleanedUp: CleanedUp
}

/**
 * Performs a plan: all cases, the clean-up, all reports. Everything that it creates on the cloud is
 * named `attest-<run>-…` and removed at the end, also after an abort. The process's signals are the
 * caller's: abort `signal` on them. One run at a time in a process.
 *
 * Throws UsageError for an empty plan, a closed discovery and an unknown option, NotBegunError for a signal
 * that is aborted already, RunDirectoryError, RunLockError, and JournalWriteError when the disk is full; not
 * for anything that the cloud does, which is in the results.
 */
export async function run(
  discovery: Discovery,
  plan: Plan,
  options: RunOptions = {},
): Promise<FinishedRun> {
  refuseUnknownOptions('run', options, KNOWN)
  const { signal = new AbortController().signal, onNote = () => {}, ...rest } = options
  if (signal.aborted) throw new NotBegunError(new BrokenOff('interrupted'))
  const started = performance.now()
  const { timeMs } = discovery.settings.limits
  const limit = timeMs === undefined ? {} : { timeMs }
  const interruption = new Interruption({ started, signal, tell: onNote, ...limit })
  try {
    const led = { ...rest, interruption, started, startedAt: now() }
    return await performing(discovery, plan, led, async ({ directory, cleanedUp }) => {
      const rendered = await report(directory.path, { isOwnJournal: true })
      return { ...rendered, path: directory.path, cleanedUp }
    })
  } finally {
    interruption.close()
  }
}

/**
 * Performs a plan and cleans up; then calls `finish`, while the folder of the run is still locked, and
 * returns its result. {@link run} is this with reports, and the command line is this with a screen.
 */
export async function performing<T>(
  discovery: Discovery,
  plan: Plan,
  options: LedOptions,
  finish: (performed: Performed) => Promise<T>,
): Promise<T> {
  requireOpen(discovery)
  const { settings, contracts } = discovery
  const { out, startedAt, started, beganAs, ...rest } = options
  if (plan.planned.length === 0) {
    throw new UsageError('the plan is empty: no requirement was selected; widen --requirement')
  }
  const { lock, ...directory } = await createRunDirectory(out, settings.out)
  try {
    const journal = beginJournal(directory, {
      ...{ startedAt, contracts, discovered: discovery, planned: plan.planned },
      settings: { ...settings, budget: plan.budget },
      ...(plan.shard && { shard: plan.shard }),
      ...(beganAs && { beganAs }),
    })
    const cleanedUp = await executeRun({
      ...{ ...rest, ...discovery, directory, journal, cases: plan.cases, fitted: plan, started },
    })
    return await finish({ directory, cleanedUp })
  } finally {
    lock.release()
  }
}
