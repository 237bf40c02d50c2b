import { join } from 'node:path'
import { journalOf, readJournal } from '../src/journal/read-journal.ts'
import type { RunRecord } from '../src/journal/record/run-record.ts'
import type { RunVerdict } from '../src/judge/verdict.ts'
import { causesWithCategory } from './allure/cause-category.ts'
import { generateAllureReport } from './allure/generate-report.ts'
import { allureResultsOf } from './allure/results-place.ts'
import { before, historyFileOf, keepInHistory, readHistory } from './allure/run-history.ts'
import { shownCases } from './allure/shown-cases.ts'
import { writeAllureResults } from './allure/write-results.ts'
import { jsonFile } from './files/json-pieces.ts'
import { latestBeside, pointTo } from './files/latest-pointer.ts'
import { type Content, writeAtomically } from './files/write-atomically.ts'
import { findingsOf } from './findings/findings.ts'
import { matrixPage } from './matrix/matrix.ts'
import type { OperationLookup } from './operation-lookup.ts'
import { resultsOf } from './results/results.ts'
import type { Results } from './results/results-schema.ts'
import { verdictText } from './results/scope.ts'
import { targetTitle } from './services.ts'

/** Names of the files in the folder of a run. */
const RUN_FILES = {
  results: 'results.json',
  matrix: 'matrix.html',
  allureReport: join('allure-report', 'index.html'),
} as const

/** An additional report: the name of its file, and its content. */
export interface FurtherReport {
  readonly name: string
  readonly file: string
  readonly render: (record: RunRecord, results: Results) => Content
}

export interface RenderOptions {
  readonly lookup: OperationLookup
  readonly further?: readonly FurtherReport[]
  /** Whether this process has written the journal. */
  readonly isOwnJournal?: boolean
  /** The pointer to update. Default: `latest` beside the `runs` folder with the run. */
  readonly latest?: string
}

export interface RenderedRun {
  readonly verdict: RunVerdict
  readonly results: Results
  readonly record: RunRecord
  /** The files that were written, the most useful first: each with its title and its path. */
  readonly reports: readonly { readonly name: string; readonly path: string }[]
}

/**
 * Writes every report of a run from its journal. Each file is written completely or not at all.
 * Throws JournalError for a journal that cannot be read, and TotalsError, before anything is
 * written, when the verdicts do not match the plan.
 */
export async function renderRun(
  runDirectory: string,
  {
    lookup,
    further = [],
    isOwnJournal = false,
    latest = latestBeside(runDirectory),
  }: RenderOptions,
): Promise<RenderedRun> {
  const path = (name: string) => join(runDirectory, name)
  const record = await readJournal(journalOf(runDirectory), { isOwn: isOwnJournal })
  const results = resultsOf(record, lookup)

  await writeAllureResults(record, allureResultsOf(runDirectory), lookup)
  const shown = shownCases(record.cases)
  const part = shown === undefined ? '' : `, ${shown.size} of ${record.cases.length} cases`
  await writeAtomically(path(RUN_FILES.results), jsonFile(results))
  await writeAtomically(path(RUN_FILES.matrix), matrixPage(record, results, lookup))
  for (const { file, render } of further) await writeAtomically(path(file), render(record, results))
  // The parts of a run are joined first.
  const historyFile = record.shard === undefined ? historyFileOf(runDirectory) : undefined
  const history = historyFile === undefined ? [] : await readHistory(historyFile)
  const point = await generateAllureReport({
    resultsDirectory: allureResultsOf(runDirectory),
    file: path(RUN_FILES.allureReport),
    name: `Attest: ${targetTitle(record.target)}, ${verdictText(results)}${part}`,
    causes: causesWithCategory(findingsOf(record, lookup)),
    shown,
    history: before(record, history),
  })
  if (historyFile !== undefined) await keepInHistory(historyFile, history, record, point)
  if (latest !== undefined) await pointTo(latest, runDirectory)

  return {
    verdict: results.verdict,
    results,
    record,
    reports: [
      { name: 'report', path: path(RUN_FILES.allureReport) },
      { name: 'matrix', path: path(RUN_FILES.matrix) },
      { name: 'results', path: path(RUN_FILES.results) },
      ...further.map(({ name, file }) => ({ name, path: path(file) })),
      { name: 'journal', path: journalOf(runDirectory) },
    ],
  }
}
