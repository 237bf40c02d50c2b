import { gateReports } from '../reports/gate-reports.ts'
import { type RenderedRun, renderRun } from '../reports/render-run.ts'
import type { Results } from '../reports/results/results-schema.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { operationLookup } from '../src/openapi/operation-lookup.ts'

export interface ReportOptions {
  /** An earlier run: the summary says what changed since. */
  readonly baseline?: Results | undefined
  /** Whether this process has written the whole journal. */
  readonly isOwnJournal?: boolean
}

/**
 * Renders every report of a run from the journal in its folder, and returns its results. Throws
 * JournalError for a journal that cannot be read, FileWriteError, and TotalsError where the verdicts do
 * not add up to the plan.
 */
export function report(path: string, options: ReportOptions = {}): Promise<RenderedRun> {
  const { baseline, isOwnJournal = false } = options
  // Requests may also belong to operations of documents that are not tested.
  const lookup = operationLookup(packagedContracts())
  return renderRun(path, { lookup, further: gateReports(lookup, baseline), isOwnJournal })
}
