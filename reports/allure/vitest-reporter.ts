import AllureVitestReporter from 'allure-vitest/reporter'

/**
 * The reporter for Vitest: a result for each test that it has run. Matchers are not reported: they
 * would put every compared value, be it a secret, into the name of a step. What the journal knows of
 * a case is added when the reports are written.
 */
export function allureReporter(resultsDir: string): AllureVitestReporter {
  return new AllureVitestReporter({ resultsDir, reportMatchers: false })
}
