import { type Label, LabelName, Stage, Status, type TestResult } from 'allure-js-commons'
import type { LifecycleListener } from 'allure-js-commons/sdk/reporter'
import { z } from 'zod'
import type { PerformedCase } from '../run-record.ts'
import { CASE_LABEL } from './case-labels.ts'
import { reasonLine } from './reason-line.ts'
import { allureStatus } from './status.ts'

const OUTCOME_LABEL = 'attest.outcome'

const outcomeSchema = z.object({
  status: z.enum(Status),
  message: z.string().optional(),
  start: z.number().optional(),
  durationMs: z.number(),
})
type Outcome = z.output<typeof outcomeSchema>

/** Carries a verdict through Vitest, which knows only pass, fail and skip without a reason. */
export function outcomeLabel(record: PerformedCase): Label {
  const outcome: Outcome = {
    status: allureStatus(record.verdict),
    message: reasonLine(record),
    start: record.startedAt === undefined ? undefined : Date.parse(record.startedAt),
    durationMs: record.durationMs,
  }
  return { name: OUTCOME_LABEL, value: JSON.stringify(outcome) }
}

// What a test framework knows of its own machine and files: noise here, and no one's business.
const FRAMEWORK_LABELS: ReadonlySet<string> = new Set([
  LabelName.HOST,
  LabelName.THREAD,
  LabelName.PACKAGE,
  LabelName.PARENT_SUITE,
  LabelName.SUITE,
  LabelName.SUB_SUITE,
  '_fallbackTestCaseId',
])

function settle(result: TestResult): void {
  const carried = result.labels.findLast(({ name }) => name === OUTCOME_LABEL)
  if (!carried) return
  const outcome = outcomeSchema.parse(JSON.parse(carried.value))
  const value = (label: string) => result.labels.find(({ name }) => name === label)?.value ?? ''
  const path = [LabelName.EPIC, LabelName.FEATURE, LabelName.STORY].map(value)
  const [parentSuite = '', suite = '', subSuite = ''] = path
  result.fullName = value(CASE_LABEL)
  result.titlePath = path
  result.labels = [
    ...result.labels.filter(({ name }) => name !== OUTCOME_LABEL && !FRAMEWORK_LABELS.has(name)),
    { name: LabelName.PARENT_SUITE, value: parentSuite },
    { name: LabelName.SUITE, value: suite },
    { name: LabelName.SUB_SUITE, value: subSuite },
  ]
  result.status = outcome.status
  result.stage = Stage.FINISHED
  result.statusDetails = outcome.message === undefined ? {} : { message: outcome.message }
  result.start = outcome.start ?? result.start ?? 0
  result.stop = result.start + Math.round(outcome.durationMs)
}

/** Gives each result its case's own verdict, reason and place, whoever executed it. */
export const settleResult: LifecycleListener = { beforeTestResultWrite: settle }
