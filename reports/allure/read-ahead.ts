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

/** The files of a page to begin, all of them whole. */
export interface Beginning {
  readonly name: string
  readonly present: readonly string[]
}

/**
 * Begins the page of a run whose cases have all ended, with what will stay as it is: of a broken
 * promise is still to be told where it was broken first. Undefined for more than a page shows.
 */
export async function readAhead({ name, present }: Beginning): Promise<ReadAhead | undefined> {
  if (present.filter(isResult).length > CASES_OF_A_PAGE) return undefined
  const files = new Set<string>()
  const { value: page } = await withoutConsole(async () => {
    const page = await PageUnderWay.begin(name)
    for (const file of present.filter(isLasting)) {
      const onDisk = new ResultOnDisk(file)
      if (isResult(file) && (await isBroken(onDisk))) continue
      await page.read(onDisk)
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

/** What is said of the run as a whole is written when it is judged. */
const isLasting = (file: string): boolean => isResult(file) || /-attachment[^/]*$/.test(file)

async function isBroken(result: ResultOnDisk): Promise<boolean> {
  const { status } = await result.asJson<Partial<TestResult>>()
  return status === undefined || status === Status.FAILED
}
