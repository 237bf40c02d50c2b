import type { Contract } from '../src/openapi/contract.ts'
import { compareDocument } from './compare/compare-document.ts'
import { explain, type Outcome } from './explain/explain.ts'
import { comparedRelease } from './explain/releases.ts'
import type { Facts } from './facts/facts.ts'
import { compareReleases } from './facts/kept-facts.ts'
import type { Sources } from './facts/sources.ts'
import { newestOf } from './newest-of.ts'

/**
 * Holds a document of the contract to the facts of releases. `known` are the facts beside them that tell
 * what the newest edition says.
 */
export function checkDocument(
  contract: Contract,
  facts: readonly Facts[],
  sources: Sources,
  known: readonly Facts[] = facts,
): Outcome {
  const compared = (one: Facts) =>
    comparedRelease(one, compareDocument(contract, one, sources, newestOf(contract, one.release)))
  const releases = facts.map(compared)
  const newest = [...known, ...facts].sort((a, b) => compareReleases(a.release, b.release)).at(-1)
  const own = releases.find(({ release }) => release === newest?.release)
  const last = own ?? (newest && compared(newest))
  if (last === undefined)
    return { unexplained: [], stale: [], explained: { errata: 0, editions: 0 } }
  return explain(contract, releases, last)
}
