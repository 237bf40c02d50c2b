import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearMisses } from './near-misses.ts'
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

it('matches what has no distance, and in no time however long the pattern is', () => {
  const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'ab*?'), maxLength })
  const text = fc.string({ unit: fc.constantFrom(...'ab'), maxLength: 12 })
  fc.assert(
    fc.property(letters(24), text, (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(patternDistance(pattern, text) === 0)
    }),
    { numRuns: 5_000 },
  )
  const id = 'compute.attach:409:volume-in-use-by-another-server-of-the-project'
  const began = performance.now()
  for (const part of ['*a', '*', '*?', 'a', '?', '*compute', '*-', '*a*b', 'a*']) {
    for (let times = 0; times < 555; times += 1) matchesPattern(part.repeat(3_000), id)
  }
  expect(performance.now() - began).toBeLessThan(1_000)
})

it('tells no word that is near what is far too long', () => {
  const began = performance.now()
  expect(nearMisses('*a'.repeat(50_000), Array<string>(555).fill('compute.attach'))).toEqual([])
  expect(performance.now() - began).toBeLessThan(500)
})
