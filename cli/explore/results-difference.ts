import { existsSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { ExplorationReport } from '../../reports/exploration/exploration-report.ts'
import { explorationResults } from '../../reports/exploration/exploration-results.ts'

/** Whether the results beside a journal are those that follow from it; undefined: they are, or there are none. */
export function resultsDifference(file: string, report: ExplorationReport): string | undefined {
  if (!existsSync(file)) return undefined
  const made: unknown = JSON.parse(JSON.stringify(explorationResults(report)))
  return isDeepStrictEqual(read(file), made)
    ? undefined
    : 'results.json is not what the journal says; attest report makes it anew'
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
