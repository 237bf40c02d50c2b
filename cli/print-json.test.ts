import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from './print-json.ts'

test('Printed JSON has no control characters of a terminal, and the same meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = jsonText({ [text]: text })
      expect(printed.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(JSON.parse(printed)).toEqual({ [text]: text })
    }),
  )
})
