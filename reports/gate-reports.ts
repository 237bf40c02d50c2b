import { compareResults } from './compare/compare-results.ts'
import { ctrfReport } from './ctrf/ctrf-report.ts'
import { jsonFile, jsonPieces } from './files/json-pieces.ts'
import { harOf } from './har/har.ts'
import { junitReport } from './junit/junit-report.ts'
import type { OperationLookup } from './operation-lookup.ts'
import type { FurtherReport } from './render-run.ts'
import type { Results } from './results/results-schema.ts'
import { summaryPage } from './summary/summary-page.ts'

/** The reports for continuous integration; with a baseline, the summary says what changed. */
export function gateReports(
  lookup: OperationLookup,
  baseline: Results | undefined,
): readonly FurtherReport[] {
  return [
    {
      name: 'summary',
      file: 'summary.md',
      render: (record, results) => {
        const comparison = baseline && compareResults(baseline, results)
        return summaryPage(record, results, { lookup, ...(comparison && { comparison }) })
      },
    },
    { name: 'junit', file: 'junit.xml', render: junitReport },
    { name: 'ctrf', file: 'ctrf.json', render: (...run) => jsonFile(ctrfReport(...run)) },
    { name: 'har', file: 'exchanges.har', render: (record) => jsonPieces(harOf(record)) },
  ]
}
