import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { labelledCase } from './labelled-case.ts'

/**
 * The ids of the cases that already have their result in the directory. The journal is the
 * truth: a result of another verdict, a second one and one that cannot be read are removed.
 */
export async function presentResults(
  directory: string,
  verdicts: ReadonlyMap<string, CaseVerdict>,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>()
  for (const name of await resultFiles(directory)) {
    const file = join(directory, name)
    const result = labelledCase(await readFile(file, 'utf8'))
    if (result && result.id === undefined) continue
    const id = result?.id
    if (id !== undefined && verdicts.get(id) === result?.verdict && !present.has(id)) {
      present.add(id)
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
