import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { explorationResults } from '../../reports/exploration/exploration-results.ts'
import { HISTORY_FILE } from './history-file.ts'
import type { AsRecorded } from './judge-exploration.ts'
import { shownExploration } from './shown-exploration.ts'

/**
 * Whether the files for programs beside a journal say what follows from it; undefined: they do, or there are none.
 * Pages are for people, and not compared.
 */
export function filesDifference(folder: string, judged: AsRecorded): string | undefined {
  const wanted: Readonly<Record<string, unknown>> = {
    'results.json': explorationResults(shownExploration(judged)),
    [HISTORY_FILE]: judged.explored.found?.tried.history,
  }
  for (const [name, value] of Object.entries(wanted)) {
    const file = join(folder, name)
    if (!existsSync(file)) continue
    const made: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value))
    if (isDeepStrictEqual(read(file), made)) continue
    const help = value === undefined ? 'remove it' : 'attest report makes it anew'
    return `${name} is not what the journal says; ${help}`
  }
  return undefined
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
