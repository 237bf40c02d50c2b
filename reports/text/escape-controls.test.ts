import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeControls, shortened } from './escape-controls.ts'

const text = fc.string({ unit: 'binary' })

it('lets no control character and no mark of direction through', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(escapeControls(each)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )
})

it('makes visible what was there', () => {
  expect(escapeControls('a\u001b[2Jb\nc\u202ed')).toBe('a\\x1b[2Jb\\nc\\u{202e}d')
})

it('does not change other texts', () => {
  expect(escapeControls('Größe → 日本 👍')).toBe('Größe → 日本 👍')
})

it('cuts to a length', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (each, length) => {
      expect(shortened(each, length).length).toBeLessThanOrEqual(length)
    }),
  )
})
