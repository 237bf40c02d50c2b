import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oneScreen } from './one-screen.ts'

const lines = (count: number, sign: string) => Array.from({ length: count }, () => sign)

it('lengthens what comes first', () => {
  const both = (sign: string) => ({ lengths: [lines(3, sign.toUpperCase()), [sign]] })

  expect(oneScreen([both('a'), both('b')], 5)).toEqual(['A', 'A', 'A', '', 'b'])
  expect(oneScreen([both('a'), both('b')], 4)).toEqual(['a', '', 'b'])
  expect(oneScreen([both('a'), { lengths: [] }, both('b')], 9)).toHaveLength(7)
})

it('is never longer than the screen, unless even the shortest is', () => {
  const section = fc
    .uniqueArray(fc.nat(30), { maxLength: 4 })
    .map((counts) => ({ lengths: counts.sort((a, b) => b - a).map((count) => lines(count, 'x')) }))

  fc.assert(
    fc.property(fc.array(section, { maxLength: 8 }), (sections) => {
      const shortest = oneScreen(
        sections.map(({ lengths }) => ({ lengths: lengths.slice(-1) })),
        0,
      )
      expect(oneScreen(sections).length).toBeLessThanOrEqual(Math.max(40, shortest.length))
    }),
  )
})
