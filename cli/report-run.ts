import { relative } from 'node:path'
import { type ReportOptions, report } from '../api/report.ts'
import { contractsOfRun } from '../api/scope/contracts-of-run.ts'
import { type Comparison, compareResults } from '../reports/compare/compare-results.ts'
import { comparisonText } from '../reports/compare/comparison-text.ts'
import { githubAnnotations } from '../reports/github/annotations.ts'
import type { RenderedRun } from '../reports/render-run.ts'
import { terminalSummary } from '../reports/terminal/terminal-summary.ts'
import { headOf } from '../src/journal/journal.ts'
import { journalOf } from '../src/journal/read-journal.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { operationLookup } from '../src/openapi/operation-lookup.ts'
import { EXIT, exitCodeOf } from './errors/exit-codes.ts'
import { jsonText } from './print-json.ts'

interface ShownOptions extends ReportOptions {
  /** Print results.json in the place of the summary. */
  readonly json?: boolean
  /** Print nothing. */
  readonly quiet?: boolean
}

/**
 * Renders every report of a run from its journal, prints the summary, and returns the exit code.
 */
export async function reportRun(
  path: string,
  { json = false, quiet = false, isOwnJournal = false, baseline }: ShownOptions,
): Promise<number> {
  const rendered = await report(path, { baseline, isOwnJournal })
  const lookup = operationLookup(packagedContracts())
  const { record, results } = rendered
  const comparison = baseline && compareResults(baseline, results)
  if (quiet) return exitCode(rendered, comparison)
  if (json) {
    process.stdout.write(jsonText(results, 2))
  } else {
    const reports = rendered.reports.map(({ name, path }) => ({
      name,
      path: relative(process.cwd(), path),
    }))
    const contracts = contractsOfRun(record)
    const head = headOf(journalOf(path))
    const screen = process.stdout
    process.stdout.write(
      terminalSummary(record, results, {
        ...{ lookup, contracts, reports, head, screen },
        run: relative(process.cwd(), path),
      }),
    )
    if (comparison) process.stdout.write(`\n${comparisonText(comparison)}`)
  }
  if (process.env.GITHUB_ACTIONS === 'true') {
    // The runner reads both streams, and stdout must remain valid JSON.
    const stream = json ? process.stderr : process.stdout
    stream.write(githubAnnotations(record, results, lookup))
  }
  return exitCode(rendered, comparison)
}

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

/** Only promises that got worse since the other run count. */
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
