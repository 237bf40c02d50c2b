import { readFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { writeAtomically } from '../write-atomically.ts'
import { labelledCase } from './labelled-case.ts'

/** The description, in HTML, that the result of a case is to have; undefined: it has the right one. */
export type Completion = (id: string) => string | undefined

/**
 * The ids of the cases that already have their result in the directory. The journal is the
 * truth: a result of another verdict, a second one and one that cannot be read are removed.
 * Those that stay are completed.
 */
export async function presentResults(
  directory: string,
  verdicts: ReadonlyMap<string, CaseVerdict>,
  completion: Completion,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>()
  for (const name of await resultFiles(directory)) {
    const file = join(directory, name)
    // Some thousand small files: waiting for each takes several times as long as reading it.
    const text = readFileSync(file, 'utf8')
    const result = labelledCase(text)
    if (result && result.id === undefined) continue
    const id = result?.id
    if (id !== undefined && verdicts.get(id) === result?.verdict && !present.has(id)) {
      present.add(id)
      const descriptionHtml = completion(id)
      if (descriptionHtml !== undefined) {
        await writeAtomically(file, JSON.stringify({ ...JSON.parse(text), descriptionHtml }))
      }
    } else await rm(file)
  }
  return present
}

async function resultFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('-result.json'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
