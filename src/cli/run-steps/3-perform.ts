import { pathToFileURL } from 'node:url'
import { allureReporter, forgetfulRunner } from '../../../reports/allure/vitest-options.ts'
import type { Target } from '../../discover/target.ts'
import { codeFile } from '../../package-root.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { BrokenOff } from '../../run/break-off.ts'
import type { Journal } from '../../run/journal.ts'
import { now } from '../../run/journal.ts'
import { perform } from '../../run/perform.ts'
import type { Settings } from '../../settings/settings.ts'
import { JournalTail } from '../progress/journal-tail.ts'
import type { ChosenTarget } from './0-choose-target.ts'
import type { FittedPlan } from './fit-plan.ts'
import type { RunDirectory } from './run-directory.ts'

/** The entry file stands beside the suites, compiled or not. */
const ENTRY = pathToFileURL(codeFile('suites', 'conformance.run'))

export interface Performed {
  /** Defects of the suite that no case stands for, in words. */
  readonly problems: readonly string[]
}

/**
 * Writes down the plan's settled cases, performs all others, and returns when the last has
 * ended. Aborting `signal` breaks the run off.
 */
export async function performPlan(options: {
  readonly directory: RunDirectory
  readonly journal: Journal
  readonly cases: readonly PlannedCase[]
  readonly target: Target
  readonly chosen: ChosenTarget
  readonly settings: Settings
  readonly fitted: Pick<FittedPlan, 'budget' | 'room'>
  readonly signal: AbortSignal
  /** How many resources the journal names already. */
  readonly ledgerCount?: number
  /** Called when the first case is about to be performed. */
  readonly whenBegun?: () => void
}): Promise<Performed> {
  const { cases, journal, directory, chosen, settings, target, signal, fitted } = options
  const { requestsPerSecond } = settings.limits
  for (const { id, settled } of cases) {
    if (settled === undefined) continue
    journal.append({
      type: 'case-finished',
      at: now(),
      case: id,
      ...settled,
      durationMs: 0,
      requests: 0,
    })
  }
  const open = cases.filter((planned) => planned.settled === undefined)
  if (open.length === 0) return { problems: [] }
  if (signal.aborted) {
    settleRest(journal, open, signal)
    return { problems: [] }
  }
  const { ended, breakOff, problems } = await perform({
    order: {
      run: directory.run,
      journal: directory.journal,
      cases: open,
      target,
      clouds: chosen.clouds,
      ...(chosen.cloudsFile !== undefined && { cloudsFile: chosen.cloudsFile }),
      deadlines: settings.deadlines,
      budget: fitted.budget,
      room: fitted.room,
      ...(requestsPerSecond !== undefined && { requestsPerSecond }),
      ledgerCount: options.ledgerCount ?? 0,
    },
    entry: ENTRY,
    runner: forgetfulRunner,
    reporters: [allureReporter(directory.allureResults)],
  })
  options.whenBegun?.()
  const end = (): void => {
    void breakOff(causeOf(signal).cause)
  }
  signal.addEventListener('abort', end, { once: true })
  await ended
  if (signal.aborted) settleRest(journal, open, signal)
  return { problems }
}

/** Gives the cases that a broken-off run has not come to their verdict. */
function settleRest(journal: Journal, cases: readonly PlannedCase[], signal: AbortSignal): void {
  const { cause, message } = causeOf(signal)
  const tail = new JournalTail(journal.path)
  const finished = new Set(
    tail.read().flatMap((event) => (event.type === 'case-finished' ? [event.case] : [])),
  )
  tail.close()
  for (const { id } of cases) {
    if (finished.has(id)) continue
    const reason = { code: cause, message }
    const event = {
      type: 'case-finished',
      at: now(),
      case: id,
      durationMs: 0,
      requests: 0,
    } as const
    journal.append({ ...event, verdict: 'not-tested', reason })
  }
}

function causeOf({ reason }: AbortSignal): BrokenOff {
  return reason instanceof BrokenOff ? reason : new BrokenOff('interrupted')
}
