import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from './print-json.ts'

test('JSON that is printed holds nothing that a terminal obeys, and means the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = jsonText({ [text]: text })
      expect(printed.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(JSON.parse(printed)).toEqual({ [text]: text })
    }),
  )
})
