import { describe, expect, it } from 'vitest'
import { changePoints } from '../at-version/changes.ts'
import { operationAt } from '../at-version/operation-at.ts'
import type { ContentRule } from '../at-version/operation-view.ts'
import { project } from '../at-version/project.ts'
import type { Contract, OperationId } from '../contract.ts'
import { contractOfOperation } from '../contracts-of-service.ts'
import { reachableNodes } from '../document-node.ts'
import { isJsonObject } from '../json.ts'
import { pointer, valueAt } from '../json-pointer.ts'
import { loadContracts } from '../load-contract.ts'
import { type Microversion, microversion } from '../microversion.ts'
import { type BrokenBody, brokenBodies } from './broken-bodies.ts'

const contracts = loadContracts()

/** Every operation with a body, at every microversion at which it changes, with each example. */
const bodies = [...contracts.values()].flatMap((contract) =>
  contract.operations.flatMap(({ id }) =>
    changePoints(contract, id).flatMap((at) => examplesOf(contract, id, at)),
  ),
)

const CONSTRAINTS = new Set(
  [
    'type required enum const pattern format minLength maxLength minimum maximum',
    'exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems items contains',
    'minProperties maxProperties propertyNames patternProperties dependentRequired',
    'oneOf anyOf allOf not if',
  ].flatMap((line) => line.split(' ')),
)

describe('the request bodies of the contracts', () => {
  it('are those of seven operations', () => {
    expect([...new Set(bodies.map(({ id }) => id))].sort()).toEqual([
      'block-storage.accept-transfer',
      'block-storage.complete',
      'block-storage.create',
      'block-storage.create-transfer',
      'block-storage.update',
      'compute.attach',
      'compute.update',
    ])
  })

  it.each(bodies)('of $id at $at, example $name, break in one place each', (body) => {
    const { contract, id, at, valid, content } = body
    expect(content.validate(valid)).toEqual([])
    const broken = brokenBodies(contract, id, at, valid)
    for (const { what, body: wrong, keyword, rule } of broken) {
      const faults = content.validate(wrong)
      expect(new Set(faults.map((fault) => fault.at)).size, what).toBe(1)
      expect(faults, what).toContainEqual(expect.objectContaining({ keyword, rule }))
    }
    expect(new Set(broken.map(({ what }) => what)).size).toBe(broken.length)
    expect(brokenBodies(contract, id, at, valid)).toEqual(broken)
  })

  it.each(bodies)('of $id at $at, example $name, break every constraint', (body) => {
    const { contract, id, at, valid, content } = body
    const document = project(contract.document, at)
    const written = [...reachableNodes(document, content.pointer + pointer('schema'))]
      .flatMap(({ pointer: holder, value }) =>
        Object.entries(value).map(([keyword, bound]) => ({ holder, keyword, bound })),
      )
      .filter(
        ({ keyword, bound }) =>
          CONSTRAINTS.has(keyword) || (keyword === 'additionalProperties' && bound === false),
      )
      .map(({ holder, keyword }) => holder + pointer(keyword))
    const broken = new Set(brokenBodies(contract, id, at, valid).map(({ rule }) => rule))

    expect(written.filter((rule) => !broken.has(rule))).toEqual([])
  })
})

describe('what is broken', () => {
  const VOLUME = { volumeAttachment: { volumeId: '3f0d2c58-6b1e-4e0f-9a77-51c2d8e4b960' } }

  it('reads like a condition', () => {
    const whats = broken('compute.attach', '2.104', VOLUME).map(({ what }) => what)

    expect(whats).toEqual(
      expect.arrayContaining([
        'the body is a list',
        'volumeAttachment is missing',
        'an unknown property beside volumeAttachment',
        'volumeAttachment is null',
        'volumeId is missing',
        'an unknown property in volumeAttachment',
        'volumeId is no UUID',
        'tag is null',
        'tag is empty',
        'tag has 61 characters',
        'tag is "a,b"',
        'tag is "a/b"',
        'delete_on_termination is a number',
      ]),
    )
  })

  it('is at the place asked for or below it', () => {
    const whats = broken('compute.attach', '2.49', VOLUME, '/volumeAttachment/tag').map(
      ({ what }) => what,
    )

    expect(whats).not.toEqual([])
    expect(whats.filter((what) => !what.startsWith('tag '))).toEqual([])
  })

  it('leaves null alone where null is allowed', () => {
    const whats = broken('compute.attach', '2.49', VOLUME, '/volumeAttachment/device').map(
      ({ what }) => what,
    )

    expect(whats).toContain('device is a number')
    expect(whats).not.toContain('device is null')
  })

  it('is a connector without members, never one that the service stumbles over', () => {
    const valid = { attachment: { connector: { host: 'attest' } } }
    const wrong = broken('block-storage.update', '3.27', valid)

    expect(wrong).toContainEqual(
      expect.objectContaining({
        what: 'connector is empty',
        keyword: 'minProperties',
        body: { attachment: { connector: {} } },
      }),
    )
  })

  it('is refused where there is nothing to break', () => {
    const place = '/volumeAttachment/tag'
    expect(() => broken('compute.attach', '2.48', VOLUME, place)).toThrow('compute.attach at 2.48')
    expect(() => broken('compute.attach', '2.49', {})).toThrow('the body to start from is wrong')
    expect(() => broken('compute.show', '2.49', {})).toThrow('there is no request body')
  })
})

function broken(
  id: OperationId,
  at: string,
  valid: unknown,
  place?: string,
): readonly BrokenBody[] {
  const contract = contractOfOperation(contracts, id)
  if (contract === undefined) throw new TypeError(`no contract of ${id}`)
  return brokenBodies(contract, id, microversion(at), valid, place)
}

interface Example {
  readonly contract: Contract
  readonly id: OperationId
  readonly at: Microversion
  readonly name: string
  readonly valid: unknown
  readonly content: ContentRule
}

function examplesOf(contract: Contract, id: OperationId, at: Microversion): Example[] {
  const content = operationAt(contract, id, at)?.requestBody?.content[0]
  if (content === undefined) return []
  const document = project(contract.document, at)
  const written: unknown = valueAt(document, content.pointer + pointer('examples'))
  return Object.entries(isJsonObject(written) ? written : {}).map(([name, example]) => {
    const valid = isJsonObject(example) ? example.value : undefined
    return { contract, id, at, name, valid, content }
  })
}
