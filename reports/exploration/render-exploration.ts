import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { journalOf } from '../../src/journal/read-journal.ts'
import { generateAllureReport } from '../allure/generate-report.ts'
import { allureResultsOf } from '../allure/results-place.ts'
import { jsonFile } from '../files/json-pieces.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { targetTitle } from '../services.ts'
import { shownHistories } from './allure/shown-histories.ts'
import { writeHistories } from './allure/write-histories.ts'
import { explorationPage } from './exploration-page.ts'
import type { ExplorationReport } from './exploration-report.ts'
import { explorationResults } from './exploration-results.ts'
import type { ExplorationResults } from './exploration-schema.ts'
import { explorationSummary } from './exploration-summary.ts'
import { resultLine } from './result-line.ts'

/** An exploration whose reports were written. */
export interface RenderedExploration {
  readonly results: ExplorationResults
  /** The files, the most useful first: each with its title and its path. */
  readonly reports: readonly { readonly name: string; readonly path: string }[]
}

/** Writes every report of an exploration into its folder, each completely or not at all. */
export async function renderExploration(
  folder: string,
  report: ExplorationReport,
): Promise<RenderedExploration> {
  const path = (...names: string[]) => join(folder, ...names)
  const results = explorationResults(report)
  const allure = allureResultsOf(folder)
  await rm(allure, { recursive: true, force: true })
  await writeHistories(report, allure)
  await writeAtomically(path('results.json'), jsonFile(results))
  await writeAtomically(path('exploration.html'), explorationPage(report))
  await writeAtomically(path('summary.md'), explorationSummary(report))
  const shown = shownHistories(report).length
  const file = path('allure-report', 'index.html')
  await generateAllureReport({
    resultsDirectory: allure,
    file,
    name: `Attest exploration: ${targetTitle(report.record.target)}, ${resultLine(report)}; ${shown} of ${report.histories.length} histories shown`,
  })
  return {
    results,
    reports: [
      { name: 'page', path: path('exploration.html') },
      { name: 'report', path: file },
      { name: 'results', path: path('results.json') },
      { name: 'summary', path: path('summary.md') },
      { name: 'journal', path: journalOf(folder) },
    ],
  }
}
