import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { labelledCase } from './labelled-case.ts'

/** Names of attachments in a result. */
const ATTACHMENT = /"source":"([^"\\/]+)"/g

/** The names of attachments in the text of a result. */
const attachmentsIn = (result: string): string[] =>
  [...result.matchAll(ATTACHMENT)].map(([, name = '']) => name)

export const isResult = (file: string): boolean => file.endsWith('-result.json')

/**
 * The files of a folder of Allure results, always in the same order; with `shown`, only those of
 * these cases. Results come first, because they have the types of their attachments; otherwise
 * Allure would read each attachment to find its type.
 */
export async function resultFilesOf(
  directory: string,
  shown?: ReadonlySet<string>,
): Promise<readonly string[]> {
  const names = (await readdir(directory)).filter((name) => !name.endsWith('.tmp')).sort()
  const hidden = shown === undefined ? new Set() : filesOfOthers(directory, names, shown)
  const wanted = names.filter((name) => !hidden.has(name))
  const ordered = [...wanted.filter(isResult), ...wanted.filter((name) => !isResult(name))]
  return ordered.map((name) => join(directory, name))
}

function filesOfOthers(
  directory: string,
  names: readonly string[],
  shown: ReadonlySet<string>,
): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const name of names.filter(isResult)) {
    const text = readFileSync(join(directory, name), 'utf8')
    const id = labelledCase(text)
    // Files that are no result of a case are left for Allure to report.
    if (id === undefined || shown.has(id)) continue
    hidden.add(name)
    for (const attachment of attachmentsIn(text)) hidden.add(attachment)
  }
  return hidden
}
