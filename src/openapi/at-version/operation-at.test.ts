import { describe, expect, it } from 'vitest'
import type { OperationId } from '../contract.ts'
import { microversion } from '../microversion.ts'
import { contractOf, SAMPLE } from '../testing/sample-contract.ts'
import { operationAt } from './operation-at.ts'

const contract = contractOf(SAMPLE)
const view = (id: OperationId, version: string) => operationAt(contract, id, microversion(version))

describe('an operation at a microversion', () => {
  it('is undefined where it does not exist', () => {
    expect(view('compute.paint', '2.9')).toBeUndefined()
    expect(view('compute.paint', '2.10')).toBeDefined()
    expect(view('compute.paint', '2.101')).toBeUndefined()
  })

  it('is compiled once for all microversions between two changes', () => {
    expect(view('compute.show', '2.10')).toBe(view('compute.show', '2.29'))
    expect(view('compute.show', '2.29')).not.toBe(view('compute.show', '2.30'))
  })

  it('validates bodies with the faults placed in the body and in the document', () => {
    const [content] = view('compute.show', '2.49')?.responses.get(200)?.content ?? []
    expect(content?.mediaType).toBe('application/json')
    expect(content?.validate({ boat: { name: 'Ada', tag: null } })).toEqual([])
    expect(content?.validate({ boat: { name: 7, mast: 1 } })).toEqual([
      {
        at: '/boat',
        keyword: 'required',
        property: 'tag',
        rule: '/components/schemas/Boat/required',
        expected: "must have required property 'tag'",
      },
      expect.objectContaining({
        property: 'mast',
        rule: '/components/schemas/Boat/additionalProperties',
      }),
      expect.objectContaining({
        at: '/boat/name',
        rule: '/components/schemas/Boat/properties/name/type',
        expected: 'must be string',
      }),
    ])
  })

  it('places faults of an inline schema at its own pointer', () => {
    const [content] = view('compute.paint', '2.20')?.requestBody?.content ?? []
    const schema = '/paths/~1boats~1{boat_id}/put/requestBody/content/application~1json/schema'
    expect(content?.validate({ colour: 'green', gloss: true })).toEqual([
      expect.objectContaining({
        rule: `${schema}/properties/colour/enum`,
        expected: 'must be one of ["red","blue"]',
      }),
    ])
  })

  it('reads parameters of the path item and of the operation, as text', () => {
    const parameters = view('compute.show', '2.30')?.parameters ?? []
    expect(parameters.map(({ name }) => name)).toEqual(['boat_id', 'limit', 'sails'])
    const limit = parameters.find(({ name }) => name === 'limit')
    expect(limit?.validate('10')).toEqual([])
    expect(limit?.validate('-1')).toHaveLength(1)
    expect(limit?.validate('many')).toHaveLength(1)
  })

  it('lists headers in lower case', () => {
    const headers = view('compute.show', '2.1')?.responses.get(404)?.headers ?? []
    expect(headers.map(({ name }) => name)).toContain('openstack-api-version')
  })
})
