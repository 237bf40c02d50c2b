import type { Contract, Erratum, Evidence, OperationId } from '../../src/openapi/contract.ts'
import { type Difference, keyOf } from '../compare/difference.ts'
import { editionAt, placeInContract } from '../contract/places.ts'
import { isAbout, isAt, isReached, matches } from './matches.ts'
import type { ComparedRelease } from './releases.ts'

/** A difference that neither an erratum nor an edition explains, and in which releases. */
export interface Unexplained {
  readonly difference: Difference
  readonly releases: readonly string[]
}

/** Evidence of an erratum that shows nothing any more: where, of what, in which releases. */
export interface Stale {
  readonly erratum: string
  readonly evidence: Evidence
  readonly operation: OperationId
  readonly at: string
  readonly releases: readonly string[]
}

export interface Outcome {
  readonly unexplained: readonly Unexplained[]
  readonly stale: readonly Stale[]
  /** How many differences errata and editions explain. */
  readonly explained: { readonly errata: number; readonly editions: number }
}

/**
 * Holds the differences of a document to its errata and editions, release by release. `known` are all
 * releases that are known, oldest first: they show since when an edition says something.
 */
export function explain(
  contract: Contract,
  releases: readonly ComparedRelease[],
  known: readonly ComparedRelease[],
): Outcome {
  const unexplained = new ByRelease<Pick<Unexplained, 'difference'>>()
  const stale = new ByRelease<Omit<Stale, 'releases'>>()
  const explained = { errata: 0, editions: 0 }
  for (const release of releases) {
    for (const difference of release.differences) {
      if (isErratum(contract, difference, release)) explained.errata += 1
      else if (isEdition(contract, difference, release, known)) explained.editions += 1
      else unexplained.add(keyOf(difference), { difference }, release.release)
    }
    for (const one of staleIn(contract, release)) {
      const { erratum, evidence, operation, at } = one
      stale.add(JSON.stringify([erratum, evidence, operation, at]), one, release.release)
    }
  }
  return { unexplained: unexplained.all(), stale: stale.all(), explained }
}

/** What was found in several releases, once. */
class ByRelease<T> {
  readonly #found = new Map<string, { readonly one: T; readonly releases: string[] }>()

  add(key: string, one: T, release: string): void {
    const before = this.#found.get(key)?.releases ?? []
    this.#found.set(key, { one, releases: [...before, release] })
  }

  all(): readonly (T & { readonly releases: readonly string[] })[] {
    return [...this.#found.values()].map(({ one, releases }) => ({ ...one, releases }))
  }
}

function isErratum(contract: Contract, difference: Difference, release: ComparedRelease): boolean {
  return contract.errata.some(({ evidence }) =>
    evidence.some((one) => isAbout(one, release) && matches(one, difference, contract, release)),
  )
}

/**
 * Whether the reference of a release lacks only what a later edition brought: the contract says so, no
 * earlier release has it, and the newest one does.
 */
function isEdition(
  contract: Contract,
  difference: Difference,
  { release }: ComparedRelease,
  known: readonly ComparedRelease[],
): boolean {
  const { in: voice, differs, theirs, operation, at } = difference
  if (voice !== 'reference' || differs !== 'presence' || theirs !== null) return false
  const edition = editionAt(contract, placeInContract(contract, operation, at))
  const key = keyOf(difference)
  const lacks = known.map(({ differences }) => differences.some((one) => keyOf(one) === key))
  const own = known.findIndex((one) => one.release === release)
  return edition === 'current' && lacks.at(-1) === false && lacks.slice(0, own).every(Boolean)
}

/** Every place and operation of evidence at which nothing differs in a release as it says. */
function staleIn(contract: Contract, release: ComparedRelease): readonly Omit<Stale, 'releases'>[] {
  return contract.errata.flatMap(({ id, evidence }: Erratum) =>
    evidence
      .filter((one) => isAbout(one, release) && isReached(one, release))
      .flatMap((one) => {
        const seen = release.differences.filter((each) => matches(one, each, contract, release))
        return one.at.flatMap((at) =>
          one.operations
            .filter(
              (operation) =>
                !seen.some(
                  (each) => isAt(at, each.at) && (each.operation ?? operation) === operation,
                ),
            )
            .map((operation) => ({ erratum: id, evidence: one, operation, at })),
        )
      }),
  )
}
