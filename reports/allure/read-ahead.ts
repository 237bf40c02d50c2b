import { dirname, join } from 'node:path'
import { Status, type TestResult } from 'allure-js-commons'
import { PageUnderWay } from './page-under-way.ts'
import { isResult } from './result-files.ts'
import { ResultOnDisk } from './result-on-disk.ts'
import { CASES_OF_A_PAGE } from './shown-cases.ts'
import { withoutConsole } from './without-console.ts'

/** A page that was begun before it was ordered, and the files that it has been given. */
export interface ReadAhead {
  readonly name: string
  readonly page: PageUnderWay
  readonly files: ReadonlySet<string>
}

/** The files of a page to begin with, those that are there. */
export interface Beginning {
  readonly name: string
  readonly present: readonly string[]
}

/**
 * Begins the page of a run whose cases have ended, or goes on with one that was `begun`, with what
 * will stay as it is: of a broken promise is still to be told where it was broken first. Undefined
 * for more than a page shows.
 */
export async function readAhead(
  { name, present }: Beginning,
  begun?: ReadAhead,
): Promise<ReadAhead | undefined> {
  const results = present.filter(isResult)
  if (results.length > CASES_OF_A_PAGE) return undefined
  const earlier = begun?.name === name ? begun : undefined
  const files = new Set(earlier?.files)
  const { value: page } = await withoutConsole(async () => {
    const page = earlier?.page ?? (await PageUnderWay.begin(name))
    const attachments: string[] = []
    for (const file of results) {
      if (files.has(file)) continue
      const result = new ResultOnDisk(file)
      if (await isBroken(result)) continue
      await page.read(result)
      files.add(file)
      attachments.push(...result.attachments().map((source) => join(dirname(file), source)))
    }
    // A result says of what kind its attachments are, which Allure looks for in each otherwise.
    for (const file of attachments) {
      await page.read(new ResultOnDisk(file))
      files.add(file)
    }
    return page
  })
  return { name, page, files }
}

/** Whether all that was read is still to be on the page: the journal may have thought otherwise. */
export function isWhatWasRead({ files }: ReadAhead, wanted: readonly string[]): boolean {
  const there = new Set(wanted)
  return [...files].every((file) => there.has(file))
}

async function isBroken(result: ResultOnDisk): Promise<boolean> {
  const { status } = await result.asJson<Partial<TestResult>>()
  return status === undefined || status === Status.FAILED
}
