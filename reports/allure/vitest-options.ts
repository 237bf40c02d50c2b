import { devNull } from 'node:os'
import { join } from 'node:path'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import AllureVitestReporter from 'allure-vitest/reporter'
import type { TestCase, Vitest } from 'vitest/node'
import { codeFile } from '../../src/package-root.ts'
import { settleResult } from './settle-result.ts'
import { forgetMessages } from './told-messages.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

/** What writes here too early fails: the folder is known when there is something to write. */
const NOWHERE = join(devNull, 'allure-results')

/** The runner for Vitest's worker, compiled or not. */
export const forgetfulRunner = codeFile('reports', 'allure', 'forgetful-runner')

/**
 * The reporter for `createVitest`: `{ reporters: [allure] }`; it is told where to write before the
 * first test ends. Matchers are not reported: they would put every compared value, be it a secret,
 * into the name of a step.
 */
export class AllureReporter extends AllureVitestReporter {
  #vitest: Vitest | undefined
  #directory: string | undefined

  constructor() {
    super({ resultsDir: NOWHERE, reportMatchers: false, listeners: [settleResult] })
  }

  writeInto(resultsDirectory: string): void {
    this.#directory = resultsDirectory
    this.#replaceWriter()
  }

  // allure-vitest has no option for what it loads into the workers to find the test that speaks:
  // nobody asks it.
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
    this.#replaceWriter()
  }

  // allure-vitest has no option for its writer, and its own waits for the disk at every file.
  #replaceWriter(): void {
    const runtime: unknown = Reflect.get(this, 'allureReporterRuntime')
    if (this.#directory === undefined || !(runtime instanceof ReporterRuntime)) return
    runtime.writer = new UnflushedWriter(this.#directory)
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
