import { expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import { compareDocument } from '../compare/compare-document.ts'
import { examplesOf } from '../contract/examples-of.ts'
import { documentName } from '../facts/document-name.ts'
import { keptReleases, readKeptFacts } from '../facts/kept-facts.ts'
import { loadSources } from '../facts/sources.ts'
import { filesOf } from '../testing/files-of.ts'
import { namedSamples } from './named-samples.ts'

const contracts = [...loadContracts().values()]

function contractOf(id: string) {
  const found = contracts.find((contract) => contract.id === id)
  if (found === undefined) throw new Error(`no document ${id}`)
  return found
}

const compute = contractOf('compute/os-volume_attachments')

it('reads the samples that examples stand for, as far as they are there', () => {
  const sample = 'doc/api_samples/os-volume_attachments/v2.85/list-volume-attachments-resp.json'
  const files = filesOf({ [sample]: '{"volumeAttachments": []}' })
  expect(namedSamples(files, loadSources('compute'), compute, 'compute.list')).toEqual([
    {
      direction: 'response',
      file: sample,
      at: microversion('2.85'),
      shape: { volumeAttachments: [] },
    },
  ])
})

it.each(contracts)('$id names no sample that none of the releases has', (contract) => {
  const { samples: folder = '' } = loadSources(contract.service)
  const there = new Set(
    keptReleases(contract.service).flatMap((release) =>
      Object.keys(readKeptFacts(contract.service, release).digests),
    ),
  )
  const named = contract.operations.flatMap(({ id }) =>
    examplesOf(contract, id).flatMap(({ samples }) => samples),
  )
  expect(named.filter((name) => !there.has(`${folder}/${name}`))).toEqual([])
})

it('holds those samples to the contract, each at the microversion of its folder', () => {
  const facts = structuredClone(readKeptFacts('compute', '2026.2'))
  const named = facts.documents[documentName(compute)]?.operations.list?.named
  const sample = named?.find(({ at }) => at === '2.85')
  if (sample === undefined) throw new Error('no such sample')
  const name = 'sample.v2.85/list-volume-attachments-resp.json'
  const differences = () =>
    compareDocument(compute, facts, loadSources('compute'), undefined).filter(
      ({ at }) => at === name,
    )
  expect(differences()).toEqual([])
  // An attachment as it was before 2.79.
  sample.shape = {
    volumeAttachments: [
      { device: 'device', id: 'uuid', serverId: 'uuid', tag: 'null', volumeId: 'uuid' },
    ],
  }
  expect(differences()).toMatchObject([
    { operation: 'compute.list', in: 'sample', differs: 'valid', place: { file: sample.file } },
  ])
  // Without attachments it is valid, and is no sample of what the example shows.
  sample.shape = { volumeAttachments: [] }
  expect(differences()).toMatchObject([{ differs: 'fields', theirs: [] }])
})
