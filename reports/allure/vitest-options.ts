import AllureVitestReporter from 'allure-vitest/reporter'
import { settleResult } from './settle-result.ts'

/**
 * The reporter for `startVitest`: `{ reporters: [allureReporter(directory)] }`. It loads its own
 * set-up file and runner into the workers. Matchers are not reported: they would put every
 * compared value, be it a secret, into the name of a step.
 */
export function allureReporter(resultsDirectory: string): AllureVitestReporter {
  return new AllureVitestReporter({
    resultsDir: resultsDirectory,
    reportMatchers: false,
    listeners: [settleResult],
  })
}
