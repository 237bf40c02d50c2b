import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microversion } from '../../src/openapi/microversion.ts'
import { history, lengthOf } from '../history/history.ts'
import { inWords } from '../history/words.ts'
import { smallerThan } from '../shrink/smaller.ts'
import { histories } from './histories.ts'
import { spokenWith } from './microversions.ts'

const wanted = {
  lanes: { least: 1, most: 4 },
  length: 12,
  servers: 2,
  volumes: [{ multiattach: false }, { multiattach: true }],
  spoken: spokenWith({ compute: microversion('2.93'), 'block-storage': microversion('3.70') }),
}

describe('generated histories', () => {
  it('have the form of a history, the wanted sizes, and only what the target speaks', () => {
    fc.assert(
      fc.property(histories(wanted), (made) => {
        expect(history.parse(made)).toEqual(made)
        expect(lengthOf(made)).toBeLessThanOrEqual(wanted.length)
        expect(made.lanes.length).toBeLessThanOrEqual(wanted.lanes.most)
        for (const step of made.lanes.flat()) {
          expect([...wanted.spoken.compute, ...wanted.spoken.blockStorage]).toContain(
            step.microversion,
          )
          expect(inWords(step)).toMatch(/ at \d+\.\d+$/)
        }
      }),
    )
  })

  it('are made of every call', () => {
    const made = fc.sample(histories(wanted), { seed: 1, numRuns: 300 })
    const calls = new Set(made.flatMap(({ lanes }) => lanes.flat().map(({ op }) => op)))

    expect(calls.size).toBe(17)
  })

  it('become smaller step by step, and end', () => {
    fc.assert(
      fc.property(histories(wanted), (made) => {
        let current = made
        for (let turn = 0; turn < 100; turn += 1) {
          const [next] = smallerThan(current)
          if (next === undefined) break
          const isSmaller =
            lengthOf(next) < lengthOf(current) ||
            next.lanes.length < current.lanes.length ||
            JSON.stringify(next).length < JSON.stringify(current).length
          expect(isSmaller).toBe(true)
          current = next
        }
        expect(lengthOf(current)).toBe(1)
      }),
    )
  })
})
