import { createRequire } from 'node:module'
import AllureVitestReporter from 'allure-vitest/reporter'
import { settleResult } from './settle-result.ts'

/** The file for `setupFiles` that connects tests with {@link allureReporter}. */
export const allureSetupFile = createRequire(import.meta.url).resolve('allure-vitest/setup')

/**
 * The reporter for `startVitest`: `{ reporters: [allureReporter(directory)] }`. It loads its own
 * runner into the workers. Matchers are not reported: they would put every compared value, be
 * it a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string): AllureVitestReporter {
  return new AllureVitestReporter({
    resultsDir: resultsDirectory,
    reportMatchers: false,
    listeners: [settleResult],
  })
}
