import { gateReports } from '../reports/gate-reports.ts'
import { type RenderedRun, renderRun } from '../reports/render-run.ts'
import type { Results } from '../reports/results/results-schema.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { operationLookup } from '../src/openapi/operation-lookup.ts'
import { type Names, refuseUnknownOptions } from './known-options.ts'

export interface ReportOptions {
  /** An earlier run: the summary says what changed since. */
  readonly baseline?: Results | undefined
  /** Whether this process has written the whole journal. */
  readonly isOwnJournal?: boolean
}

const KNOWN: Names<ReportOptions> = { baseline: true, isOwnJournal: true }

/**
 * Renders every report of a run from the journal in its folder, and returns its results. Throws
 * UsageError for an unknown option, JournalError for a journal that cannot be read, FileWriteError, and
 * TotalsError where the verdicts do not add up to the plan.
 */
export async function report(path: string, options: ReportOptions = {}): Promise<RenderedRun> {
  refuseUnknownOptions('report', options, KNOWN)
  const { baseline, isOwnJournal = false } = options
  // Requests may also belong to operations of documents that are not tested.
  const lookup = operationLookup(packagedContracts())
  return renderRun(path, { lookup, further: gateReports(lookup, baseline), isOwnJournal })
}
