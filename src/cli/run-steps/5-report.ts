import { relative } from 'node:path'
import { renderRun } from '../../../reports/render-run.ts'
import { terminalSummary } from '../../../reports/terminal/terminal-summary.ts'
import type { Contract, Service } from '../../openapi/contract.ts'
import { operationLookup } from '../../openapi/operation-lookup.ts'
import { exitCodeOf } from '../exit-codes.ts'
import { jsonText } from '../print-json.ts'

/**
 * Renders every report of a run from its journal, prints what a reader needs first, and
 * returns the exit code.
 */
export async function reportRun(
  path: string,
  contracts: ReadonlyMap<Service, Contract>,
  options: { readonly json?: boolean },
): Promise<number> {
  const lookup = operationLookup(contracts)
  const rendered = await renderRun(path, { lookup })
  const { record, results, verdict } = rendered
  if (options.json === true) {
    process.stdout.write(jsonText(results, 2))
  } else {
    const reports = rendered.reports.map(({ name, path }) => ({
      name,
      path: relative(process.cwd(), path),
    }))
    process.stdout.write(
      terminalSummary(record, results, { lookup, contracts, reports, screen: process.stdout }),
    )
  }
  return exitCodeOf(verdict, record.interrupted)
}
