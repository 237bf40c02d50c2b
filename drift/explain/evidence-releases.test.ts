import { expect, it } from 'vitest'
import { releasesShowing } from '../../src/attestation/releases-showing.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { compareDocument } from '../compare/compare-document.ts'
import { keptReleases, readKeptFacts } from '../facts/kept-facts.ts'
import { loadSources } from '../facts/sources.ts'
import { newestOf } from '../newest-of.ts'
import { matches } from './matches.ts'
import { comparedRelease } from './releases.ts'

// What docs/errata.md says of evidence is what the facts of the releases say.

const contracts = [...loadContracts().values()].filter(({ errata }) =>
  errata.some(({ evidence }) => evidence.length > 0),
)

it.each(contracts)('$id has evidence that names the releases in which it shows', (contract) => {
  const sources = loadSources(contract.service)
  const compared = keptReleases(contract.service)
    .filter((release) => release !== 'master')
    .map((release) => {
      const facts = readKeptFacts(contract.service, release)
      const expected = newestOf(contract, release)
      return comparedRelease(facts, compareDocument(contract, facts, sources, expected))
    })
  const all = contract.errata.flatMap(({ id, evidence }) => evidence.map((one) => ({ id, one })))
  const named = all.map(({ id, one }) => ({ id, one, in: releasesShowing(one, contract.service) }))
  const seen = all.map(({ id, one }) => ({
    id,
    one,
    in: compared
      .filter((release) =>
        release.differences.some((difference) => matches(one, difference, contract, release)),
      )
      .map(({ release }) => release),
  }))
  expect(seen).toEqual(named)
  expect(named.filter(({ in: releases }) => releases.length === 0)).toEqual([])
})
