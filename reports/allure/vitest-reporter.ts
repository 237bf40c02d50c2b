import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import AllureVitestReporter from 'allure-vitest/reporter'
import type { TestCase, Vitest } from 'vitest/node'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { PerformedCases } from '../journal/performed-cases.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { describeCase } from './describe-case.ts'
import { settleResult } from './settle-result.ts'
import { type Highlights, highlightsOf } from './shown-cases.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** The case that the test has performed, when its end is in the journal. */
    performedCase?: CaseId
    /** Where allure-vitest's reporter looks for what a test has told. */
    allureRuntimeMessages?: readonly RuntimeMessage[]
  }
}

/** What is known of the cases that Vitest will perform. */
export interface CasesToTell {
  /** The journal that they are written to, from this byte on. */
  readonly journal: string
  readonly from: number
  readonly cases: readonly PlannedCase[]
  readonly lookup: OperationLookup
}

/**
 * The reporter for Vitest: `{ reporters: [allureReporter(directory, told)] }`. It tells of each case
 * what the journal says of it: the tests only name it, and their thread is free for the cases. Matchers
 * are not reported: they would put every compared value, be it a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string, told: CasesToTell): AllureVitestReporter {
  return new JournalReporter(resultsDirectory, told)
}

class JournalReporter extends AllureVitestReporter {
  readonly #directory: string
  readonly #cases: PerformedCases
  readonly #lookup: OperationLookup
  readonly #highlighted: Highlights
  #vitest: Vitest | undefined

  constructor(resultsDir: string, { journal, from, cases, lookup }: CasesToTell) {
    super({ resultsDir, reportMatchers: false, listeners: [settleResult] })
    this.#directory = resultsDir
    this.#cases = new PerformedCases(journal, from, cases)
    this.#lookup = lookup
    this.#highlighted = highlightsOf(cases)
  }

  // allure-vitest has no option for its writer, and its own waits for the disk at every file. Nor
  // has it one for what it loads into the workers to find the test that speaks: nobody asks it.
  override onInit(vitest: Vitest): void {
    const before = vitest.projects.map(({ config: { runner, setupFiles } }) => ({
      runner,
      setupFiles: [...setupFiles],
    }))
    super.onInit(vitest)
    this.#vitest = vitest
    for (const [index, project] of vitest.projects.entries()) {
      Object.assign(project.config, before[index])
    }
    const runtime: unknown = Reflect.get(this, 'allureReporterRuntime')
    if (runtime instanceof ReporterRuntime) runtime.writer = new UnflushedWriter(this.#directory)
  }

  // Each result is written when its test has ended: kept until all have, they fill the memory.
  onTestCaseResult(test: TestCase): void {
    const task = this.#vitest?.state.idMap.get(test.id)
    if (task === undefined) return
    const allureRuntimeMessages = this.#messagesOf(task.meta.performedCase)
    this.handleTask({ ...task, meta: { ...task.meta, allureRuntimeMessages } })
  }

  override onTestRunEnd(): void {
    super.onTestRunEnd([])
    this.#cases.close()
  }

  #messagesOf(id: CaseId | undefined): readonly RuntimeMessage[] {
    const record = id && this.#cases.take(id)
    if (record === undefined) return []
    return describeCase(record, this.#lookup, this.#highlighted(record.planned))
  }
}
