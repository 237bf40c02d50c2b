import { fileURLToPath } from 'node:url'
import AllureVitestReporter from 'allure-vitest/reporter'
import { settleResult } from './settle-result.ts'

/** The set-up file that connects tests with {@link allureReporter}. */
export const allureSetupFile = fileURLToPath(import.meta.resolve('allure-vitest/setup'))

/**
 * The reporter for `startVitest`: `{ reporters: [allureReporter(directory)], setupFiles:
 * [allureSetupFile] }`. Matchers are not reported: they would put every compared value, be it
 * a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string): AllureVitestReporter {
  return new AllureVitestReporter({
    resultsDir: resultsDirectory,
    reportMatchers: false,
    listeners: [settleResult],
  })
}
