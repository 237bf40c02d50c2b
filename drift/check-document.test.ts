import { expect, it } from 'vitest'
import { packagedReleases } from '../src/attestation/releases.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { checkDocument } from './check-document.ts'
import { keptReleases, readKeptFacts } from './facts/kept-facts.ts'
import { loadSources } from './facts/sources.ts'

const contracts = [...loadContracts().values()]

it.each(contracts)('$id is held to every release, and to master', ({ service }) => {
  const expected = [...packagedReleases().keys(), 'master']
  expect([...keptReleases(service)].sort()).toEqual(expected.sort())
})

it.each(contracts)(
  '$id says what upstream says, beside what errata and editions explain',
  (contract) => {
    const facts = keptReleases(contract.service).map((release) =>
      readKeptFacts(contract.service, release),
    )
    const { unexplained, stale } = checkDocument(contract, facts, loadSources(contract.service))
    expect({ unexplained, stale }).toEqual({ unexplained: [], stale: [] })
  },
)

it('explains by an edition only what no earlier release had, and the newest one has', () => {
  const contract = contracts.find(({ id }) => id === 'block-storage/attachments')
  if (contract === undefined) throw new Error('no such document')
  const sources = loadSources(contract.service)
  const known = keptReleases(contract.service).map((release) =>
    readKeptFacts(contract.service, release),
  )
  const lost = JSON.parse(JSON.stringify(known.find(({ release }) => release === '2025.2')))
  const [section] = lost.documents.attachments.operations.update.sections
  section.statuses = section.statuses.filter(({ status }: { status: number }) => status !== 409)
  const { unexplained } = checkDocument(contract, [lost], sources, known)
  expect(unexplained.map(({ difference: { operation, at } }) => [operation, at])).toEqual([
    ['block-storage.update', 'status.409'],
  ])
})
