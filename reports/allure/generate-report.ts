import type { CaseId } from '../../src/plan/case.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import type { Cause } from './cause-category.ts'
import { completedPage } from './page/completed-page.ts'
import { PageUnderWay } from './page-under-way.ts'
import { resultFilesOf } from './result-files.ts'
import { ResultOnDisk } from './result-on-disk.ts'
import type { PastRun } from './run-history.ts'
import { withoutConsole } from './without-console.ts'

/** Thrown when Allure made no page of the results. */
class AllureReportError extends Error {
  override readonly name = 'AllureReportError'
  readonly resultsDirectory: string

  constructor(resultsDirectory: string, said: readonly string[]) {
    const why = said.length === 0 ? '' : ` (Allure said: ${said.join(' | ')})`
    super(`${resultsDirectory}: Allure made no report of these results${why}`)
    this.resultsDirectory = resultsDirectory
  }
}

/** The input of a page. */
export interface PageOrder {
  readonly resultsDirectory: string
  readonly file: string
  readonly name: string
  /** The causes of cases that did not pass, in the order of findings. */
  readonly causes?: readonly Cause[]
  /** The cases to show. Default: all. */
  readonly shown?: ReadonlySet<CaseId> | undefined
  /** Earlier runs of the same target. */
  readonly history?: readonly PastRun[]
}

/**
 * Makes one HTML file of Allure results, and returns what Allure keeps of them for later runs. Throws
 * {@link AllureReportError}.
 */
export async function generateAllureReport(order: PageOrder): Promise<unknown> {
  const { value, said } = await withoutConsole(() => generate(order))
  const { page, point } = value
  if (!page) throw new AllureReportError(order.resultsDirectory, said)
  await writeAtomically(order.file, completedPage(page))
  return point
}

async function generate({ resultsDirectory, name, causes = [], shown, history }: PageOrder) {
  const page = await PageUnderWay.begin(name, causes, history)
  for (const file of await resultFilesOf(resultsDirectory, shown)) {
    await page.read(new ResultOnDisk(file))
  }
  return page.finish()
}
