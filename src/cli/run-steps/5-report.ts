import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { pageName } from '../../../reports/allure/page-name.ts'
import type { AllureThread } from '../../../reports/allure/report-thread.ts'
import { allureResultsOf } from '../../../reports/allure/results-place.ts'
import { type Comparison, compareResults } from '../../../reports/compare/compare-results.ts'
import { comparisonText } from '../../../reports/compare/comparison-text.ts'
import { gateReports } from '../../../reports/gate-reports.ts'
import { githubAnnotations } from '../../../reports/github/annotations.ts'
import { journalOf } from '../../../reports/read-journal.ts'
import { type RenderedRun, renderRun } from '../../../reports/render-run.ts'
import type { Results } from '../../../reports/results-schema.ts'
import { terminalSummary } from '../../../reports/terminal/terminal-summary.ts'
import type { Contract, Service } from '../../openapi/contract.ts'
import { operationLookup } from '../../openapi/operation-lookup.ts'
import { headOf } from '../../run/journal.ts'
import { EXIT, exitCodeOf } from '../exit-codes.ts'
import { jsonText } from '../print-json.ts'

export interface ReportOptions {
  readonly json?: boolean
  /** Whether this process has written the journal, from its beginning. */
  readonly isOwnJournal?: boolean
  /** With it only regressions fail the run. */
  readonly baseline?: Results | undefined
  /** Another thread for Allure's page, which begins it. A large run has no memory for two. */
  readonly allure?: AllureThread
  /** The name of the target as the journal has it, for the page that is begun. */
  readonly target?: string
}

/**
 * Renders every report of a run from its journal, prints what a reader needs first, and
 * returns the exit code.
 */
export async function reportRun(
  path: string,
  contracts: ReadonlyMap<Service, Contract>,
  { json = false, isOwnJournal = false, baseline, allure, target }: ReportOptions,
): Promise<number> {
  const lookup = operationLookup(contracts)
  const { size } = statSync(journalOf(path), { throwIfNoEntry: false }) ?? { size: 0 }
  const isLarge = size > LARGE_JOURNAL
  // Node clears up early then: it may be on a small machine, with others.
  if (isLarge) {
    setFlagsFromString('--optimize-for-size')
    // It may have begun a page when the cases had ended.
    await allure?.close()
  }
  // Allure reads its results while the journal is read.
  else if (target !== undefined) await allure?.readAhead(allureResultsOf(path), pageName(target))
  const rendered = await renderRun(path, {
    lookup,
    further: gateReports(lookup, baseline),
    isOwnJournal,
    ...(allure && !isLarge && { allurePage: (order) => allure.generate(order) }),
  })
  const { record, results } = rendered
  const comparison = baseline && compareResults(baseline, results)
  if (json) {
    process.stdout.write(jsonText(results, 2))
  } else {
    const reports = rendered.reports.map(({ name, path }) => ({
      name,
      path: relative(process.cwd(), path),
    }))
    const head = headOf(journalOf(path))
    const screen = process.stdout
    process.stdout.write(
      terminalSummary(record, results, { lookup, contracts, reports, head, screen }),
    )
    if (comparison) process.stdout.write(`\n${comparisonText(comparison)}`)
  }
  if (process.env.GITHUB_ACTIONS === 'true') {
    // The runner reads both streams; JSON on stdout stays JSON.
    const stream = json ? process.stderr : process.stdout
    stream.write(githubAnnotations(record, results))
  }
  return exitCode(rendered, comparison)
}

/** Bytes of a journal from which on memory is dearer than time. */
const LARGE_JOURNAL = 150e6

function exitCode(
  { verdict, record, results }: RenderedRun,
  comparison: Comparison | undefined,
): number {
  if (comparison === undefined || record.interrupted) return exitCodeOf(verdict, record.interrupted)
  const stale = results.waivers.some(({ unused }) => unused)
  const unclean = record.cleanUp !== 'clean'
  return (stale || unclean) && comparison.outcome === 'kept'
    ? EXIT.inconclusive
    : comparisonExit(comparison)
}

/** Only what a promise has lost since the other run counts. */
export function comparisonExit({ outcome }: Pick<Comparison, 'outcome'>): number {
  switch (outcome) {
    case 'regressed':
      return EXIT.nonConformant
    case 'lost':
      return EXIT.inconclusive
    case 'kept':
      return EXIT.conformant
  }
}
