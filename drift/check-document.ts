import type { Contract } from '../src/openapi/contract.ts'
import { compareDocument } from './compare/compare-document.ts'
import { explain, type Outcome } from './explain/explain.ts'
import { type ComparedRelease, comparedRelease } from './explain/releases.ts'
import type { Facts } from './facts/facts.ts'
import { compareReleases } from './facts/kept-facts.ts'
import type { Sources } from './facts/sources.ts'
import { newestOf } from './newest-of.ts'

/**
 * Holds a document of the contract to the facts of releases. `known` are facts of other releases, which
 * tell what editions of the reference said before and after.
 */
export function checkDocument(
  contract: Contract,
  facts: readonly Facts[],
  sources: Sources,
  known: readonly Facts[] = [],
): Outcome {
  const others = known.filter(({ release }) => !facts.some((one) => one.release === release))
  const compared = (one: Facts) => compare(contract, one, sources)
  const all = [...facts, ...others]
    .map(compared)
    .sort((a, b) => compareReleases(a.release, b.release))
  return explain(contract, facts.map(compared), all)
}

const before = new WeakMap<Facts, Map<Contract, ComparedRelease>>()

function compare(contract: Contract, facts: Facts, sources: Sources): ComparedRelease {
  const ofFacts = before.get(facts) ?? new Map<Contract, ComparedRelease>()
  before.set(facts, ofFacts)
  const expected = newestOf(contract, facts.release)
  const known =
    ofFacts.get(contract) ??
    comparedRelease(facts, compareDocument(contract, facts, sources, expected))
  ofFacts.set(contract, known)
  return known
}
