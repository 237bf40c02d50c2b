import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import AllureVitestReporter from 'allure-vitest/reporter'
import type { TestCase, Vitest } from 'vitest/node'
import { settleResult } from './settle-result.ts'
import { forgetMessages } from './told-messages.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

/**
 * The reporter for Vitest: `{ reporters: [allureReporter(directory)] }`. Matchers
 * are not reported: they would put every compared value, be it a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string): AllureVitestReporter {
  return new UnflushedReporter(resultsDirectory)
}

class UnflushedReporter extends AllureVitestReporter {
  readonly #directory: string
  #vitest: Vitest | undefined

  constructor(resultsDir: string) {
    super({ resultsDir, reportMatchers: false, listeners: [settleResult] })
    this.#directory = resultsDir
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
    this.handleTask(task)
    forgetMessages(task.meta)
  }

  override onTestRunEnd(): void {
    super.onTestRunEnd([])
  }
}
