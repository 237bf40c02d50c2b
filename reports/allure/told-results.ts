import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { labelledCase } from './labelled-case.ts'
import { isResult } from './result-files.ts'

/**
 * The ids of the results that Vitest has reported, by case. The files are removed: each result is
 * written again with the facts in the journal, and results without a case are dropped.
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
