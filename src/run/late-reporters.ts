import type { Reporter, TestCase, Vitest } from 'vitest/node'
import { promised } from './promised.ts'

/**
 * A reporter for a Vitest that begins before it is known who reports: tells those who come later what
 * concerns the results of tests, also of those that had ended before.
 */
export class LateReporters implements Reporter {
  #vitest: Vitest | undefined
  #reporters: readonly Reporter[] = []
  #isAwaited = false
  readonly #come = promised<void>()

  /** Once. */
  have(reporters: readonly Reporter[]): void {
    this.#reporters = reporters
    if (this.#vitest !== undefined) this.onInit(this.#vitest)
    this.#isAwaited = true
    this.#come.resolve()
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    for (const reporter of this.#reporters) reporter.onInit?.(vitest)
  }

  async onTestCaseResult(test: TestCase): Promise<void> {
    this.#isAwaited = true
    await this.#come.promise
    for (const reporter of this.#reporters) await reporter.onTestCaseResult?.(test)
  }

  /** Where there was no test, nobody is to come either. */
  async onTestRunEnd(...end: Parameters<NonNullable<Reporter['onTestRunEnd']>>): Promise<void> {
    if (!this.#isAwaited) return
    await this.#come.promise
    for (const reporter of this.#reporters) await reporter.onTestRunEnd?.(...end)
  }
}
