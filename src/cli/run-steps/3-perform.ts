import type { Target } from '../../discover/target.ts'
import type { CaseId, PlannedCase } from '../../plan/case.ts'
import { BrokenOff } from '../../run/break-off.ts'
import type { Journal } from '../../run/journal.ts'
import { now } from '../../run/journal.ts'
import { JournalTail } from '../../run/journal-tail.ts'
import type { Settings } from '../../settings/settings.ts'
import type { FittedPlan } from './fit-plan.ts'
import type { Performer } from './performer.ts'
import type { RunDirectory } from './run-directory.ts'

export interface Performed {
  /** Defects of the suite that no case stands for, in words; known when the last result is written. */
  readonly problems: Promise<readonly string[]>
}

const NO_PROBLEMS: Performed = { problems: Promise.resolve([]) }

/**
 * Writes down the plan's settled cases, performs all others, and returns when the last has
 * ended. Aborting `signal` breaks the run off.
 */
export async function performPlan(options: {
  readonly directory: RunDirectory
  readonly journal: Journal
  readonly cases: readonly PlannedCase[]
  readonly target: Target
  readonly performer: Performer
  readonly settings: Settings
  readonly fitted: Pick<FittedPlan, 'budget' | 'room'>
  readonly signal: AbortSignal
  /** How many resources the journal names already. */
  readonly ledgerCount?: number
  /** Called when the first case is about to be performed. */
  readonly whenBegun?: () => void
}): Promise<Performed> {
  const { cases, journal, directory, settings, target, signal, fitted, performer } = options
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
  if (open.length === 0) return NO_PROBLEMS
  if (signal.aborted) {
    settleRest(journal, open, signal)
    return NO_PROBLEMS
  }
  const order = {
    run: directory.run,
    journal: directory.journal,
    cases: open,
    target,
    deadlines: settings.deadlines,
    budget: fitted.budget,
    room: fitted.room,
    ledgerCount: options.ledgerCount ?? 0,
  }
  const { performed, problems, breakOff } = await performer.perform(order, directory.allureResults)
  options.whenBegun?.()
  const end = () => breakOff(causeOf(signal).cause)
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  await performed
  if (signal.aborted) settleRest(journal, open, signal)
  return { problems }
}

/** Gives the cases that a broken-off run has not come to their verdict. */
function settleRest(journal: Journal, cases: readonly PlannedCase[], signal: AbortSignal): void {
  const { cause, message } = causeOf(signal)
  const tail = new JournalTail(journal.path)
  const finished = new Set<CaseId>()
  for (const event of tail.unread()) if (event.type === 'case-finished') finished.add(event.case)
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
