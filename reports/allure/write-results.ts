import { join } from 'node:path'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import { type FirstBroken, firstBrokenOf } from '../failure-facts.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import type { CaseRecord, RunRecord } from '../run-record.ts'
import { writeAtomically } from '../write-atomically.ts'
import { caseName } from './case-labels.ts'
import { describeCase, description } from './describe-case.ts'
import { type Completion, presentResults } from './present-results.ts'
import { CATEGORIES, environmentInfo, executorInfo } from './run-facts.ts'
import { settleResult } from './settle-result.ts'
import { highlightsOf } from './shown-cases.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

/**
 * Writes an Allure result for every case of the run that has none in the directory yet, such
 * as Vitest's own for the cases it executed. Returns how many were written.
 */
export async function writeAllureResults(
  record: RunRecord,
  directory: string,
  lookup: OperationLookup,
): Promise<number> {
  const runtime = new ReporterRuntime({
    writer: new UnflushedWriter(directory),
    listeners: [settleResult],
    environmentInfo: environmentInfo(record),
    categories: CATEGORIES.map((category) => ({ ...category })),
  })
  runtime.writeEnvironmentInfo()
  runtime.writeCategoriesDefinitions()
  await writeAtomically(join(directory, 'executor.json'), JSON.stringify(executorInfo(record)))
  // Of earlier attempts at a case the reporter of a run that was resumed knows nothing.
  const untold = record.cases.filter(({ unfinished }) => unfinished.length === 0)
  const verdicts = new Map(untold.map(({ planned, verdict }) => [planned.id, verdict]))
  const firstBroken = firstBrokenOf(record.cases)
  const present = await presentResults(directory, verdicts, completed(record, lookup, firstBroken))
  const highlighted = highlightsOf(record.planned)
  const missing = record.cases.filter(({ planned }) => !present.has(planned.id))
  for (const each of missing) {
    writeCase(
      runtime,
      each,
      record.startedAt,
      describeCase(each, lookup, highlighted(each.planned), firstBroken),
    )
  }
  return missing.length
}

/**
 * The description of a broken promise, which only now can tell where it was broken first: Vitest
 * wrote the result when the others were still under way.
 */
function completed(
  { cases }: RunRecord,
  lookup: OperationLookup,
  firstBroken: FirstBroken,
): Completion {
  const failed = new Map<string, CaseRecord>(
    cases.filter(({ verdict }) => verdict === 'failed').map((each) => [each.planned.id, each]),
  )
  return (id) => {
    const record = failed.get(id)
    return record && description(record, lookup, firstBroken)
  }
}

function writeCase(
  runtime: ReporterRuntime,
  record: CaseRecord,
  runStartedAt: string,
  messages: RuntimeMessage[],
): void {
  const start = Date.parse(record.startedAt ?? runStartedAt)
  const test = runtime.startTest({ name: caseName(record), start })
  runtime.applyRuntimeMessages(test, messages)
  runtime.stopTest(test, { duration: record.durationMs })
  runtime.writeTest(test)
}
