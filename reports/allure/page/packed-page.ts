import { gunzipSync, gzipSync } from 'node:zlib'
import { AllurePageError, placeOf } from './page-place.ts'

/** A file that Allure's page contains. */
export interface PageFile {
  readonly name: string
  readonly content: Buffer
}

/** What is around the files in the page that Allure makes: `d("name","base64"),…`. */
const BEFORE = '<script defer>\n      Promise.allSettled(['
const AFTER =
  '])\n        .then(function(){\n          window.allureReportDataReady = true;\n        })'
const FIRST = 'd("'
const BETWEEN = '"),d("'
const LAST = '")'

/** What is around them in the page that is left. */
const PACKED = '<script>\nconst packed = "'
const UNPACKING = `";
(async () => {
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0))
  const files = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  for (const [name, content] of JSON.parse(await new Response(files).text())) {
    window.allureReportData[name] = btoa(content)
  }
  window.allureReportDataReady = true
})()`

/**
 * A page of Allure, or its end, with all its files in one compressed part, which the browser unpacks: the
 * files have much in common, and a quarter of their size is base64. `change` may replace files. Throws
 * {@link AllurePageError}.
 */
export function packedPage(
  page: Buffer,
  change: (files: readonly PageFile[]) => readonly PageFile[],
): readonly (string | Uint8Array)[] {
  const before = placeOf(BEFORE, page)
  const start = before + BEFORE.length
  const end = placeOf(AFTER, page, start)
  const files = change(filesIn(page.toString('latin1', start, end)))
  // Each byte is a character, so that the browser gets all contents back as they were.
  const text = JSON.stringify(files.map(({ name, content }) => [name, content.toString('latin1')]))
  return [
    page.subarray(0, before),
    `${PACKED}${gzipSync(text).toString('base64')}${UNPACKING}`,
    page.subarray(end + AFTER.length),
  ]
}

function filesIn(calls: string): PageFile[] {
  if (!calls.startsWith(FIRST) || !calls.endsWith(LAST)) throw new AllurePageError('files')
  return calls
    .slice(FIRST.length, -LAST.length)
    .split(BETWEEN)
    .map((call) => {
      const [name = '', content = ''] = call.split('","')
      return { name, content: Buffer.from(content, 'base64') }
    })
}

/** The files in a page that was made by {@link packedPage}, as a browser unpacks them. */
export function unpackedPage(page: string): ReadonlyMap<string, string> {
  const [, packed = ''] = page.split(PACKED)
  const text = gunzipSync(Buffer.from(packed.slice(0, packed.indexOf('"')), 'base64')).toString()
  const files: [string, string][] = JSON.parse(text)
  return new Map(
    files.map(([name, content]) => [name, Buffer.from(content, 'latin1').toString()] as const),
  )
}
