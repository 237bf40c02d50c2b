import { isDeepStrictEqual } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { changePoints, documentChangePoints, intervalStart } from './at-version/changes.ts'
import { operationAt } from './at-version/operation-at.ts'
import type { OperationView } from './at-version/operation-view.ts'
import { project } from './at-version/project.ts'
import { rangeOf } from './at-version/ranged.ts'
import type { Contract, Operation } from './contract.ts'
import { isExtension, nodesOf, reachableNodes } from './document-node.ts'
import { findOperation } from './find-operation.ts'
import { canonicalJson, isJsonObject, type JsonObject } from './json.ts'
import { pointer, valueAt } from './json-pointer.ts'
import { loadContracts } from './load-contract.ts'
import {
  compareMicroversions,
  isWithin,
  type Microversion,
  type MicroversionRange,
  nextMicroversion,
} from './microversion.ts'

// Properties of every document in specs/, at every microversion that it covers.

const contracts = [...loadContracts().values()]

/** All of a document's microversions, or none as the only one where its service has none. */
function versionsOf({ range }: Contract): readonly (Microversion | undefined)[] {
  if (range === undefined) return [undefined]
  const versions: Microversion[] = []
  let at = range.min
  for (; compareMicroversions(at, range.max) <= 0; at = nextMicroversion(at)) versions.push(at)
  return versions
}

function isThere(at: Microversion | undefined, range: MicroversionRange): boolean {
  return at === undefined || isWithin(at, range)
}

it('are tested by default where they attach volumes to servers', () => {
  expect(contracts.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
    'compute/os-volume_attachments',
    'block-storage/attachments',
  ])
})

describe.each(contracts)('$file', (contract) => {
  const versions = versionsOf(contract)
  const projections = new Map(versions.map((at) => [at, project(contract.document, at)]))
  const operations = contract.operations.map((operation) => [operation.id, operation] as const)

  it('is at every microversion a valid OpenAPI 3.1 document without extensions', async () => {
    const distinct = new Map([...projections].map(([at, plain]) => [canonicalJson(plain), at]))
    for (const [text, at] of distinct) {
      const plain: JsonObject = JSON.parse(text)
      const { valid, errors } = await new Validator().validate(plain)
      expect({ at, valid, errors }).toEqual({ at, valid: true, errors: undefined })
      for (const { value, pointer: place } of nodesOf(plain)) {
        const extensions = Object.keys(value).filter((key) => isExtension('object', key))
        expect({ at, place, extensions }).toEqual({ at, place, extensions: [] })
      }
    }
  })

  it('is the same at all microversions between two changes', () => {
    const points = documentChangePoints(contract)
    for (const at of versions) {
      const start = at && (intervalStart(points, at) ?? at)
      expect(projections.get(at), at).toEqual(projections.get(start))
    }
  })

  it.each(operations)('%s changes at its change points and nowhere else', (id, operation) => {
    const at = findOperation(contract, id).pointer
    const views = versions.map((version) => [
      viewOf(projections.get(version), at),
      operation.requirements
        .filter(({ range, absent, changes }) => !absent && !changes && isThere(version, range))
        .map(({ id }) => id),
    ])
    const changes = versions.filter(
      (_version, index) => index > 0 && !isDeepStrictEqual(views[index], views[index - 1]),
    )
    // At the document's first microversion there is no earlier state to compare with.
    const points = changePoints(contract, id).filter((point) => point !== versions[0])
    expect(changes).toEqual(points)
  })

  it.each(operations)('%s has schemas that compile, at every microversion', (id, operation) => {
    for (const at of versions) {
      const view = operationAt(contract, id, at)
      expect(view !== undefined, at).toBe(isThere(at, operation.range))
      for (const { validate } of rulesOf(view)) validate(undefined)
    }
  })

  it.each(operations)('%s has samples that are valid exactly where they stand', (id, operation) => {
    for (const sample of samplesOf(contract, operation)) {
      const present = versions.filter(
        (at) => valueAt(projections.get(at), sample.place) !== undefined,
      )
      const holder = sample.content.slice(0, sample.content.lastIndexOf('/'))
      const meant = versions.filter(
        (at) =>
          isThere(at, operation.range) &&
          isThere(at, sample.range) &&
          valueAt(projections.get(at), holder) !== undefined,
      )
      expect(present, sample.place).toEqual(meant)
      expect(present, `${sample.place} is never there`).not.toEqual([])
      for (const at of present) {
        const view = operationAt(contract, id, at)
        const rules = [view?.requestBody, ...(view?.responses.values() ?? [])]
        const rule = rules
          .flatMap((holder) => holder?.content ?? [])
          .find(({ pointer: place }) => place === sample.content)
        expect({ at, sample: sample.place, faults: rule?.validate(sample.value) }).toEqual({
          at,
          sample: sample.place,
          faults: [],
        })
      }
    }
  })
})

function rulesOf(view: OperationView | undefined) {
  if (view === undefined) return []
  const responses = [...view.responses.values()]
  return [
    ...view.parameters,
    ...(view.requestBody?.content ?? []),
    ...responses.flatMap(({ headers, content }) => [...headers, ...content]),
  ]
}

function viewOf(document: unknown, at: string): string {
  return canonicalJson(
    [...reachableNodes(document, at)].map(({ pointer: place, value }) => [place, value]),
  )
}

/** The examples of an operation's bodies, those of shared components included. */
function samplesOf(contract: Contract, { id }: Operation) {
  const { document } = contract
  const found = findOperation(contract, id)
  return [...reachableNodes(document, found.pointer)].flatMap(({ pointer: content, value }) =>
    !content.includes('/content/') || !isJsonObject(value.examples)
      ? []
      : Object.entries(value.examples).flatMap(([name, example]) =>
          isJsonObject(example)
            ? [
                {
                  content,
                  place: content + pointer('examples', name),
                  value: example.value,
                  range: rangeOf(example) ?? {},
                },
              ]
            : [],
        ),
  )
}
