import { createRequire } from 'node:module'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import AllureVitestReporter from 'allure-vitest/reporter'
import type { Vitest } from 'vitest/node'
import { settleResult } from './settle-result.ts'
import { UnflushedWriter } from './unflushed-writer.ts'

/** The file for `setupFiles` that connects tests with {@link allureReporter}. */
export const allureSetupFile = createRequire(import.meta.url).resolve('allure-vitest/setup')

/**
 * The reporter for `startVitest`: `{ reporters: [allureReporter(directory)] }`. It loads its own
 * runner into the workers. Matchers are not reported: they would put every compared value, be
 * it a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string): AllureVitestReporter {
  return new UnflushedReporter(resultsDirectory)
}

class UnflushedReporter extends AllureVitestReporter {
  readonly #directory: string

  constructor(resultsDir: string) {
    super({ resultsDir, reportMatchers: false, listeners: [settleResult] })
    this.#directory = resultsDir
  }

  // allure-vitest has no option for its writer, and its own waits for the disk at every file.
  override onInit(vitest: Vitest): void {
    super.onInit(vitest)
    const runtime: unknown = Reflect.get(this, 'allureReporterRuntime')
    if (runtime instanceof ReporterRuntime) runtime.writer = new UnflushedWriter(this.#directory)
  }
}
