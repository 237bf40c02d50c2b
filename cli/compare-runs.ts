import { answerChanges } from '../reports/compare/answer-shapes.ts'
import { compareResults } from '../reports/compare/compare-results.ts'
import { comparisonText } from '../reports/compare/comparison-text.ts'
import { readRun } from '../reports/results/read-results.ts'
import { jsonText } from './print-json.ts'
import { comparisonExit } from './report-run.ts'

/** `attest compare`: prints the differences between two runs; returns the exit code. */
export async function compareRuns(
  paths: { readonly before: string; readonly after: string },
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const before = await readRun(paths.before)
  const after = await readRun(paths.after)
  const comparison = compareResults(before.results, after.results)
  const answers = before.record && after.record ? answerChanges(before.record, after.record) : []
  process.stdout.write(
    json ? jsonText({ ...comparison, answers }, 2) : comparisonText(comparison, answers),
  )
  return comparisonExit(comparison)
}
