import { relative } from 'node:path'
import { wasEmbedded } from '../../api/embedded.ts'
import type { Explored } from '../../explore/explore.ts'
import { endLines } from '../../reports/exploration/end-lines.ts'
import type { ExplorationReport } from '../../reports/exploration/exploration-report.ts'
import { coverageText } from '../../reports/exploration/exploration-text.ts'
import {
  type RenderedExploration,
  renderExploration,
} from '../../reports/exploration/render-exploration.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import type { CleanUpVerdict } from '../../src/judge/clean-up-verdict.ts'
import { UsageError } from '../errors/usage-error.ts'
import { jsonText } from '../print-json.ts'
import { commandAgain } from './command-again.ts'
import { exitCodeOf } from './exit-code.ts'
import { writeHistory } from './history-file.ts'
import { judgeExploration } from './judge-exploration.ts'
import { shownExploration } from './shown-exploration.ts'
import { tellResult } from './tell-result.ts'

/** What is told of an exploration beside its files: as JSON, without its result, or nothing. */
type Telling = 'all' | 'json' | 'reports' | 'nothing'

/** An exploration whose reports were written: what decides about its exit code. */
export interface ReportedExploration {
  readonly explored: Explored
  readonly cleanUp: CleanUpVerdict
}

/**
 * Writes the reports of an exploration from its journal and tells of it. Throws JournalError where the journal
 * contradicts itself.
 */
export async function reportExploration(
  folder: string,
  telling: Telling,
): Promise<ReportedExploration> {
  const judged = await judgeExploration(journalOf(folder), { mayBeUnfinished: true })
  if (judged.code === 'different') {
    throw new JournalError(journalOf(folder), undefined, judged.difference)
  }
  const report = shownExploration(judged)
  const rendered = await renderExploration(folder, report)
  const { explored, record } = judged
  const { found } = explored
  const file = found && writeHistory(folder, found.tried.history)
  if (telling === 'json') process.stdout.write(jsonText(rendered.results, 2))
  // Of the options only these are in the journal.
  const cloud = wasEmbedded(record.target, {}) ? {} : { cloud: record.target.name }
  const { strict = false } = report.order
  const again = file && commandAgain({ ...cloud, strict }, relative(process.cwd(), file))
  if (telling === 'all') tell([...tellResult(explored, again), ...endLines(report), ''])
  if (telling === 'all' || telling === 'reports') tellReports(report, rendered)
  return { explored, cleanUp: record.cleanUp }
}

/** Lines on the standard output. */
export function tell(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${escapeControls(line)}\n`).join(''))
}

function tellReports(report: ExplorationReport, { reports }: RenderedExploration): void {
  process.stdout.write(`${coverageText(report)}\n`)
  for (const { name, path } of reports) {
    process.stdout.write(`${name.padEnd(8)} ${relative(process.cwd(), path)}\n`)
  }
  process.stdout.write(`journal ends in ${report.head}\n`)
}

/** `attest report` of an exploration: returns the exit code that the exploration had. */
export async function reportAgain(
  folder: string,
  { json = false, baseline }: { readonly json?: boolean; readonly baseline?: string },
): Promise<number> {
  if (baseline !== undefined) {
    throw new UsageError(`--baseline compares runs, and ${folder} is an exploration; leave it out`)
  }
  const { explored, cleanUp } = await reportExploration(folder, json ? 'json' : 'all')
  return exitCodeOf(explored, cleanUp === 'clean')
}
