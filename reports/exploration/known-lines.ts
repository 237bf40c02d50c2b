import type { ExplorationReport } from './exploration-report.ts'

/** What answers broke that all clouds of the release break, a line for each erratum. */
export function knownLines(known: ExplorationReport['known']): readonly string[] {
  return known.map(
    ({ erratum, histories }) =>
      `known of this release: ${erratum}, in ${histories} ${histories === 1 ? 'history' : 'histories'} (docs/errata.md)`,
  )
}
