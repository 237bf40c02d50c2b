import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchesPattern, patternDistance } from './pattern-distance.ts'

it('counts the characters that must change', () => {
  expect(patternDistance('budgte', 'budget')).toBe(2)
  expect(patternDistance('clud', 'cloud')).toBe(1)
  expect(patternDistance('', 'abc')).toBe(3)
  expect(patternDistance('abc', '')).toBe(3)
  expect(patternDistance('a*:c', 'abbb;c')).toBe(1)
})

it('matches what the same pattern written as a regular expression matches', () => {
  const letters = (alphabet: string) =>
    fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 })
  fc.assert(
    fc.property(letters('ab.*?'), letters('ab.'), (pattern, text) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
      expect(matchesPattern(pattern, text)).toBe(new RegExp(`^${source}$`).test(text))
    }),
    { numRuns: 2_000 },
  )
})
