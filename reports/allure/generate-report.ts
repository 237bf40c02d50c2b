import type { CaseId } from '../../src/plan/case.ts'
import { writeAtomically } from '../write-atomically.ts'
import { completedPage } from './completed-page.ts'
import { PageUnderWay } from './page-under-way.ts'
import { isWhatWasRead, type ReadAhead } from './read-ahead.ts'
import { resultFilesOf } from './result-files.ts'
import { ResultOnDisk } from './result-on-disk.ts'
import { withoutConsole } from './without-console.ts'

/** Thrown when Allure gave no page for the results. */
class AllureReportError extends Error {
  override readonly name = 'AllureReportError'
  readonly resultsDirectory: string

  constructor(resultsDirectory: string, said: readonly string[]) {
    const why = said.length === 0 ? '' : ` (Allure said: ${said.join(' | ')})`
    super(`${resultsDirectory}: Allure made no report of these results${why}`)
    this.resultsDirectory = resultsDirectory
  }
}

/** What a page is to be made of. */
export interface PageOrder {
  readonly resultsDirectory: string
  readonly file: string
  readonly name: string
  /** The cases that it shows. Default: all that there are. */
  readonly shown?: ReadonlySet<CaseId> | undefined
}

/**
 * Makes one HTML file of Allure results, some of which may have been read ahead. Throws
 * {@link AllureReportError}.
 */
export async function generateAllureReport(order: PageOrder, ahead?: ReadAhead): Promise<void> {
  const { value: page, said } = await withoutConsole(() => generate(order, ahead))
  if (!page) throw new AllureReportError(order.resultsDirectory, said)
  await writeAtomically(order.file, completedPage(page))
}

async function generate({ resultsDirectory, name, shown }: PageOrder, ahead?: ReadAhead) {
  const files = await resultFilesOf(resultsDirectory, shown)
  const begun = ahead && ahead.name === name && isWhatWasRead(ahead, files) ? ahead : undefined
  const page = begun?.page ?? (await PageUnderWay.begin(name))
  for (const file of files) {
    if (begun?.files.has(file) !== true) await page.read(new ResultOnDisk(file))
  }
  return page.finish()
}
