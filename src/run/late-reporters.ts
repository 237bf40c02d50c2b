import type { Reporter, TestCase, Vitest } from 'vitest/node'

/**
 * A reporter for a Vitest that is started before it is known who reports: tells those who come
 * later what concerns the results of tests.
 */
export class LateReporters implements Reporter {
  #vitest: Vitest | undefined
  #reporters: readonly Reporter[] = []

  /** They have to have come before the first test ends. */
  have(reporters: readonly Reporter[]): void {
    this.#reporters = reporters
    if (this.#vitest !== undefined) this.onInit(this.#vitest)
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    for (const reporter of this.#reporters) reporter.onInit?.(vitest)
  }

  async onTestCaseResult(test: TestCase): Promise<void> {
    for (const reporter of this.#reporters) await reporter.onTestCaseResult?.(test)
  }

  async onTestRunEnd(...end: Parameters<NonNullable<Reporter['onTestRunEnd']>>): Promise<void> {
    for (const reporter of this.#reporters) await reporter.onTestRunEnd?.(...end)
  }
}
