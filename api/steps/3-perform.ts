import { pathToFileURL } from 'node:url'
import { allureReporter } from '../../reports/allure/vitest-reporter.ts'
import type { Target } from '../../src/discover/target.ts'
import { type Journal, now } from '../../src/journal/journal.ts'
import { JournalTail } from '../../src/journal/journal-tail.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { RequestBudget } from '../../src/openstack/http/request-budget.ts'
import { codeFile } from '../../src/package-root.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { type BrokenOff, breakOffOf, passOnBreakOff } from '../../src/run/break-off.ts'
import type { TargetAccess } from '../../src/run/run-order.ts'
import { runVitest } from '../../src/run/run-vitest.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { FittedPlan } from './fit-plan.ts'
import type { RunDirectory } from './run-directory.ts'

/**
 * Records the verdicts of settled cases, lets Vitest perform all others, and returns when the last
 * has ended. Returns errors of the suite that belong to no case, in words. Aborting `signal`
 * interrupts the run.
 */
export async function performPlan(options: {
  readonly directory: RunDirectory
  readonly journal: Journal
  readonly cases: readonly PlannedCase[]
  readonly target: Target
  readonly contracts: Contracts
  readonly access: TargetAccess
  readonly settings: Settings
  readonly fitted: Pick<FittedPlan, 'budget' | 'limits'>
  readonly signal: AbortSignal
  /** Called when nothing more can come of the run; it must abort `signal`. */
  readonly onBrokenOff: (reason: BrokenOff) => void
  /** How many resources the journal already has. */
  readonly ledgerCount?: number
  readonly requests?: RequestBudget
  readonly failFast?: number
  readonly first?: readonly CaseId[]
}): Promise<readonly string[]> {
  const { cases, journal, directory, settings, target, access, signal, fitted } = options
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
  if (open.length === 0) return []
  // Vitest sets it where cases fail; the caller decides what that means.
  const { exitCode } = process
  const breakOff = passOnBreakOff(directory.run, signal, (reason) => {
    if (reason.cause !== 'fail-fast') options.onBrokenOff(reason)
  })
  try {
    return signal.aborted
      ? []
      : await runVitest({
          // The entry file is beside the suites, in sources as in compiled code.
          entry: pathToFileURL(codeFile('suites', 'conformance.run')),
          reporter: allureReporter(directory.allureResults),
          order: {
            run: directory.run,
            journal: directory.journal,
            documents: [...options.contracts.keys()],
            cases: open,
            target,
            access: withShare(access, options.requests),
            deadlines: settings.deadlines,
            budget: fitted.budget,
            limits: fitted.limits,
            ledgerCount: options.ledgerCount ?? 0,
            ...(options.failFast !== undefined && { failFast: options.failFast }),
            ...(options.first && { first: options.first }),
          },
        })
  } finally {
    process.exitCode = exitCode
    breakOff.close()
    if (signal.aborted) settleRest(journal, open, signal)
  }
}

/** Requests that are left for cleaning up, which has to remove all that the cases have made. */
const FOR_CLEANING_UP = 70
/** Requests with which cases that are interrupted put back what they have used. */
const FOR_PUTTING_BACK = 12

/** The worker counts on its own the requests that it is given. */
function withShare(access: TargetAccess, requests: RequestBudget | undefined): TargetAccess {
  if (requests === undefined) return access
  const most = requests.lend(FOR_CLEANING_UP)
  return { ...access, requests: { most, enough: Math.max(1, most - FOR_PUTTING_BACK) } }
}

/** Records a verdict for the cases that an interrupted run has not begun. */
function settleRest(journal: Journal, cases: readonly PlannedCase[], signal: AbortSignal): void {
  const { cause, message } = breakOffOf(signal)
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
