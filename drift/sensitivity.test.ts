import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentChangePoints } from '../src/openapi/at-version/changes.ts'
import type { Contract } from '../src/openapi/contract.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import {
  isWithin,
  type Microversion,
  microversion,
  nextMicroversion,
} from '../src/openapi/microversion.ts'
import { checkDocument } from './check-document.ts'
import { documentName } from './facts/document-name.ts'
import { keptReleases, readKeptFacts } from './facts/kept-facts.ts'
import { loadSources } from './facts/sources.ts'
import { type FactChange, factChanges } from './testing/fact-changes.ts'

// Each single change of what upstream says has to be seen, where it was made.

const subjects = [...loadContracts().values()].map((contract) => {
  const known = keptReleases(contract.service).map((release) =>
    readKeptFacts(contract.service, release),
  )
  return { contract, known, sources: loadSources(contract.service) }
})

/** All changes of the facts of the newest release. */
const changes = subjects.flatMap(({ contract, known, sources }) => {
  const newest = known.findLast(({ release }) => release !== 'master')
  if (newest === undefined) return []
  const oldestOf = (operation: string) =>
    contract.operations.find(({ id }) => id.endsWith(`.${operation}`))?.range.min ??
    contract.range?.min ??
    microversion('2.0')
  const found = factChanges(newest, documentName(contract), nowhereIn(contract), oldestOf)
  return found.map((change) => ({ change, contract, known, sources }))
})

/** A microversion of the document that it does not mention, and neither the next one. */
function nowhereIn(contract: Contract): Microversion {
  const text = JSON.stringify(contract.document)
  const points = documentChangePoints(contract)
  let at = contract.range?.min ?? microversion('2.0')
  const mentioned = (version: Microversion) => text.includes(version) || points.includes(version)
  while (mentioned(at) || mentioned(nextMicroversion(at))) at = nextMicroversion(at)
  expect(contract.range === undefined || isWithin(at, contract.range)).toBe(true)
  return at
}

/** The places that are reported, of the operation that was changed. */
function reported({
  change,
  contract,
  known,
  sources,
}: (typeof changes)[number]): readonly string[] {
  const { unexplained, stale } = checkDocument(contract, [change.value], sources, known)
  const found = [...unexplained.map(({ difference }) => difference), ...stale]
  const own = change.operation === undefined ? undefined : `${contract.service}.${change.operation}`
  return found.filter(({ operation }) => operation === own || own === undefined).map(({ at }) => at)
}

function isAt({ place }: FactChange, at: string): boolean {
  const name = at.replace('.*', '')
  return name.endsWith(place) || place.endsWith(name.slice(name.indexOf('.')))
}

describe('of the changes of facts', () => {
  it('there are many, of every document', () => {
    expect(changes.length).toBeGreaterThan(1000)
    expect(new Set(changes.map(({ contract }) => contract.id)).size).toBe(subjects.length)
  })

  it('200 at random are reported at the right place', () => {
    fc.assert(
      fc.property(fc.nat(changes.length - 1), (index) => {
        const one = changes[index]
        if (one === undefined) throw new Error(`no change ${index}`)
        const places = reported(one)
        const { words, operation, place } = one.change
        const right = places.some((at) => isAt(one.change, at))
        expect({ document: one.contract.id, operation, words, place, places, right }).toMatchObject(
          {
            right: true,
          },
        )
      }),
      { numRuns: 200 },
    )
  }, 600_000)
})
