import { describe, expect, it } from 'vitest'
import { compareSchemas } from './compare-schemas.ts'
import { normalQuerySchema, normalSchema } from './normal-schema.ts'

const never = () => false

function differences(ours: object, theirs: object) {
  return compareSchemas(normalSchema({ ...ours }), normalSchema({ ...theirs }), 'request', never)
}

describe('schemas that say the same', () => {
  it.each([
    [{ type: 'string' }, { type: ['string'], description: 'A text.' }],
    [{ const: 3 }, { enum: [3] }],
    [{ type: 'object' }, { type: 'object', additionalProperties: true }],
    [{ enum: ['a', 'b'] }, { enum: ['b', 'a'] }],
    [
      { type: ['string', 'null'], maxLength: 3 },
      { oneOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] },
    ],
    [
      { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } },
      { type: 'object', required: ['b', 'a'], properties: { b: {}, a: {} } },
    ],
  ])('%j and %j', (ours, theirs) => {
    expect(differences(ours, theirs)).toEqual([])
  })

  it('a number of a query, and its digits given any number of times', () => {
    const digits = { type: ['integer', 'string'], pattern: '^[0-9]*$', minLength: 1, minimum: 0 }
    const theirs = normalQuerySchema({ type: 'array', items: digits })
    expect(theirs).toEqual(normalQuerySchema({ type: 'integer', minimum: 0 }))
    expect(normalQuerySchema({ ...digits, pattern: '^[0-7]*$' })).not.toEqual(theirs)
  })
})

it('tells each keyword, property and requirement apart, with its place', () => {
  const ours = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, b: { type: 'array', items: { maximum: 3 } }, c: {} },
  }
  const theirs = {
    type: 'object',
    additionalProperties: false,
    properties: {
      a: { type: 'integer' },
      b: { type: 'array', items: { maximum: 4 } },
      type: 'object',
    },
  }
  expect(
    differences(ours, theirs).map(({ at, differs, ours, theirs }) => [at, differs, ours, theirs]),
  ).toEqual([
    ['request', 'additionalProperties', true, false],
    ['request.a', 'required', true, false],
    ['request.a', 'type', ['string'], ['integer']],
    ['request.b', 'maximum', 3, 4],
    ['request.c', 'presence', {}, null],
    ['request.type', 'presence', null, 'object'],
  ])
})

it('takes patterns for the same only where they are known to be', () => {
  const [a, b] = [{ pattern: '^a+$' }, { pattern: '^aa*$' }]
  expect(compareSchemas(a, b, 'x', never)).toHaveLength(1)
  expect(
    compareSchemas(a, b, 'x', (ours, theirs) => ours === '^a+$' && theirs === '^aa*$'),
  ).toEqual([])
})
