import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CASE_LABEL } from './case-labels.ts'

const labelled = z.object({ labels: z.array(z.object({ name: z.string(), value: z.string() })) })

/** Names that a result gives to its attachments. */
const ATTACHMENT = /"source":"([^"\\/]+)"/g

/** The files of a directory of Allure results, without those of cases that are not `shown`. */
export async function resultFilesOf(
  directory: string,
  shown: ReadonlySet<string>,
): Promise<readonly string[]> {
  const names = await readdir(directory)
  const hidden = new Set<string>()
  for (const name of names.filter((each) => each.endsWith('-result.json'))) {
    const text = await readFile(join(directory, name), 'utf8')
    if (isShown(text, shown)) continue
    hidden.add(name)
    for (const [, attachment = ''] of text.matchAll(ATTACHMENT)) hidden.add(attachment)
  }
  return names.filter((name) => !hidden.has(name)).map((name) => join(directory, name))
}

/** What cannot be read as a result is Allure's to complain about. */
function isShown(text: string, shown: ReadonlySet<string>): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return true
  }
  const parsed = labelled.safeParse(value)
  const id = parsed.data?.labels.find(({ name }) => name === CASE_LABEL)?.value
  return id === undefined || shown.has(id)
}
