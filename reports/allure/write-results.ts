import { join } from 'node:path'
import { type Label, LabelName, Stage, type TestResult } from 'allure-js-commons'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { type FirstBroken, firstBrokenOf } from '../failures/failure-facts.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { findingsByCase } from '../findings/by-case.ts'
import type { Finding } from '../findings/finding.ts'
import { findingsOf } from '../findings/findings.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import type { ReportedTarget } from '../services.ts'
import { caseName, caseTree } from './case-labels.ts'
import { causeCategory, causeLine, causesWithCategory } from './cause-category.ts'
import { describeCase } from './describe-case.ts'
import { reasonLine } from './reason-line.ts'
import { CATEGORIES, environmentInfo, executorInfo } from './run-facts.ts'
import { type Highlights, highlightsOf } from './shown-cases.ts'
import { ALLURE_STATUSES } from './status.ts'
import { takeToldResults } from './told-results.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

/**
 * Writes an Allure result for every case of the run: results that Vitest has reported are completed
 * from the journal, all others are added.
 */
export async function writeAllureResults(
  record: RunRecord,
  directory: string,
  lookup: OperationLookup,
): Promise<void> {
  const told = takeToldResults(directory)
  const findings = findingsOf(record, lookup)
  const runtime = new ReporterRuntime({
    writer: new UnflushedWriter(directory),
    environmentInfo: environmentInfo(record),
    categories: [
      ...causesWithCategory(findings).map(causeCategory),
      ...CATEGORIES.map((category) => ({ ...category })),
    ],
  })
  runtime.writeEnvironmentInfo()
  runtime.writeCategoriesDefinitions()
  await writeAtomically(join(directory, 'executor.json'), JSON.stringify(executorInfo(record)))
  const facts: RunFacts = {
    runStartedAt: record.startedAt,
    target: record.target,
    lookup,
    highlighted: highlightsOf(record.planned),
    firstBroken: firstBrokenOf(record.cases),
    findingOf: findingsByCase(findings),
  }
  for (const each of record.cases) writeCase(runtime, each, told.get(each.planned.id), facts)
}

interface RunFacts {
  readonly runStartedAt: string
  readonly target: ReportedTarget
  readonly lookup: OperationLookup
  readonly highlighted: Highlights
  readonly firstBroken: FirstBroken
  readonly findingOf: ReturnType<typeof findingsByCase>
}

function writeCase(
  runtime: ReporterRuntime,
  record: CaseRecord,
  uuid: string | undefined,
  { runStartedAt, target, lookup, highlighted, firstBroken, findingOf }: RunFacts,
): void {
  const start = Date.parse(record.startedAt ?? runStartedAt)
  const test = runtime.startTest({ ...(uuid && { uuid }), name: caseName(record), start })
  const { planned } = record
  runtime.applyRuntimeMessages(
    test,
    describeCase(record, target, lookup, highlighted(planned), firstBroken),
  )
  runtime.updateTest(test, (result) => settle(result, record, target, findingOf.get(planned.id)))
  // A duration of 0 would mean now.
  runtime.stopTest(test, { stop: start + record.durationMs })
  runtime.writeTest(test)
}

/** Sets the verdict, the reason and the place in the tree of a result. */
function settle(
  result: TestResult,
  record: CaseRecord,
  target: ReportedTarget,
  finding: Finding | undefined,
): void {
  const path = caseTree(record, target)
  const message = reasonLine(record)
  const [parentSuite = '', suite = '', subSuite = ''] = path
  const tree: Label[] = [
    { name: LabelName.PARENT_SUITE, value: parentSuite },
    { name: LabelName.SUITE, value: suite },
    { name: LabelName.SUB_SUITE, value: subSuite },
  ]
  result.fullName = record.planned.id
  result.titlePath = path
  result.labels = [...result.labels, ...tree]
  result.status = ALLURE_STATUSES[record.verdict]
  result.stage = Stage.FINISHED
  result.statusDetails = {
    ...(message !== undefined && { message }),
    ...(finding && { trace: causeLine(finding) }),
  }
}
