import { allureReporter, allureSetupFile } from '../../../reports/allure/vitest-options.ts'
import type { Target } from '../../discover/target.ts'
import type { PlannedCase } from '../../plan/case.ts'
import type { Journal } from '../../run/journal.ts'
import { now } from '../../run/journal.ts'
import { perform } from '../../run/perform.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'
import type { RunDirectory } from './run-directory.ts'

/** The entry file stands beside the suites, compiled or not, as this file does. */
const ENTRY = new URL(
  `../../../suites/conformance.run${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)

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
  readonly signal: AbortSignal
}): Promise<Performed> {
  const { cases, journal, directory, chosen, settings, target, signal } = options
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
  if (open.length === 0 || signal.aborted) return { problems: [] }
  const { ended, breakOff, problems } = await perform({
    order: {
      run: directory.run,
      journal: directory.journal,
      cases: open,
      target,
      clouds: chosen.clouds,
      ...(chosen.cloudsFile !== undefined && { cloudsFile: chosen.cloudsFile }),
      deadlines: settings.deadlines,
      budget: settings.budget,
    },
    entry: ENTRY,
    reporters: [allureReporter(directory.allureResults)],
    setupFiles: [allureSetupFile],
  })
  signal.addEventListener('abort', () => void breakOff(), { once: true })
  await ended
  return { problems }
}
