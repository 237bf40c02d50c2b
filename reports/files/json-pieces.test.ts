import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from './json-pieces.ts'

describe('JSON in pieces', () => {
  it.each([0, 2])('is the text of JSON.stringify with an indent of %i', (indent) => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (value) => {
        expect([...jsonPieces(value, indent)].join('')).toBe(
          JSON.stringify(value, undefined, indent),
        )
      }),
    )
  })

  it('leaves out members that are undefined', () => {
    expect([...jsonPieces({ a: undefined, b: [{ c: undefined }] })].join('')).toBe('{"b":[{}]}')
  })

  it('iterates over the items of a list one by one', () => {
    const asked: number[] = []
    function* list() {
      for (const item of [1, 2, 3]) {
        asked.push(item)
        yield { item }
      }
    }
    const pieces = jsonPieces({ log: { list: list() } })
    for (const piece of pieces) if (piece.includes('1')) break
    expect(asked).toEqual([1])
    expect([...jsonPieces({ log: { list: list() } })].join('')).toBe(
      '{"log":{"list":[{"item":1},{"item":2},{"item":3}]}}',
    )
  })
})
