import { expect, test } from 'vitest'
import { CLOUD_FAULTS } from '../../reference-cloud/cloud-faults.ts'
import { operations } from '../answers/contracts.ts'
import { requirementsOf } from '../answers/globs.ts'
import { violates } from '../attempt/choose-cases.ts'
import { KINDS } from '../fault.ts'
import { catalogue } from './catalogue.ts'
import { sampleOf } from './sample.ts'

const requirements = operations.flatMap((operation) => operation.requirements)

test('There are faults of every kind, and at least 250 in all', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(250)
  expect(KINDS.filter((kind) => !catalogue.some((fault) => fault.kind === kind))).toEqual([])
})

test('Every fault has an id of its own', () => {
  const ids = catalogue.map(({ id }) => id)

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('Every fault is told in a sentence of its own', () => {
  const sentences = new Set(
    catalogue.map(({ sentence, at }) => `${sentence} ${at?.min} ${at?.max}`),
  )

  expect(catalogue.filter(({ sentence }) => sentence.trim() === '')).toEqual([])
  expect(sentences.size).toBe(catalogue.length)
})

test('Every fault names requirements that there are, by each of its globs', () => {
  const idle = catalogue.flatMap((fault) =>
    [...fault.violates, ...(fault.first ?? [])]
      .filter((glob) => requirementsOf(glob).size === 0)
      .map((glob) => `${fault.id}: ${glob}`),
  )

  expect(idle).toEqual([])
  expect(catalogue.filter((fault) => fault.violates.length === 0)).toEqual([])
})

test('Every requirement is violated by some fault', () => {
  const safe = requirements.filter(({ id }) => !catalogue.some((fault) => violates(fault, id)))

  expect(safe.map(({ id }) => id)).toEqual([])
})

test('Every fault that the reference cloud can have is in the catalogue', () => {
  const used = catalogue.flatMap(({ means }) => ('cloudFault' in means ? [means.cloudFault] : []))

  expect(used.toSorted()).toEqual(Object.keys(CLOUD_FAULTS).toSorted())
})

test('A sample has faults of every kind and is the same each time', () => {
  const sample = sampleOf(catalogue, 150)

  expect(new Set(sample.map(({ kind }) => kind))).toEqual(new Set(KINDS))
  expect(new Set(sample).size).toBe(sample.length)
  expect(sample.length).toBeGreaterThanOrEqual(150)
  expect(sampleOf(catalogue, 150)).toEqual(sample)
})
