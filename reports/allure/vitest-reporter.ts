import AllureVitestReporter from 'allure-vitest/reporter'

/**
 * The reporter for Vitest: a result for each executed test. Matchers are not reported, because they
 * would put every compared value, even a secret, into the name of a step. Facts in the journal are
 * added when the reports are written.
 */
export function allureReporter(resultsDir: string): AllureVitestReporter {
  return new AllureVitestReporter({ resultsDir, reportMatchers: false })
}
