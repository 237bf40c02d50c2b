import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { labelledCase } from './labelled-case.ts'
import { isResult } from './result-files.ts'

/**
 * The ids of the results that Vitest has told, by their cases. The files are taken away: each is
 * written again with all that the journal knows of its case, and what is of no case goes.
 */
export function takeToldResults(directory: string): ReadonlyMap<string, string> {
  const told = new Map<string, string>()
  for (const name of filesIn(directory)) {
    const file = join(directory, name)
    if (isResult(name)) {
      const id = labelledCase(readFileSync(file, 'utf8'))
      if (id !== undefined) told.set(id, name.replace(/-result\.json$/, ''))
    }
    rmSync(file, { force: true })
  }
  return told
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
