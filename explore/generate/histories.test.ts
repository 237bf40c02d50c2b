import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microversion } from '../../src/openapi/microversion.ts'
import { type History, history, lengthOf } from '../history/history.ts'
import { inWords } from '../history/words.ts'
import { smallerThan } from '../shrink/smaller.ts'
import { histories } from './histories.ts'
import { spokenWith } from './microversions.ts'

const wanted = {
  lanes: { least: 1, most: 4 },
  length: 12,
  servers: 2,
  volumes: [{ multiattach: false }, { multiattach: true }],
  hasStranger: true,
  hasAdmin: true,
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

  it('keep to short lengths and few lanes, too', () => {
    const sizes = fc.record({
      most: fc.integer({ min: 1, max: 8 }),
      length: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(
        sizes.chain(({ most, length }) =>
          fc.tuple(
            fc.constant({ most, length }),
            histories({ ...wanted, length, lanes: { least: 1, most } }),
          ),
        ),
        ([{ most, length }, made]) => {
          expect(made.lanes.length).toBeLessThanOrEqual(most)
          expect(lengthOf(made)).toBeLessThanOrEqual(length)
        },
      ),
    )
  })

  it('say nothing that an old target does not understand', () => {
    const spoken = spokenWith({
      compute: microversion('2.60'),
      'block-storage': microversion('3.27'),
    })
    fc.assert(
      fc.property(histories({ ...wanted, spoken }), ({ lanes }) => {
        for (const step of lanes.flat()) {
          expect(['compute.update', 'block-storage.complete']).not.toContain(step.op)
          expect(step).not.toHaveProperty('flag')
        }
      }),
    )
  })

  it('shelve a server in one lane at most, and do not delete it', () => {
    fc.assert(
      fc.property(histories(wanted), ({ lanes }) => {
        const of = (op: string, server: number): number =>
          lanes.filter((lane) =>
            lane.some((step) => step.op === op && 'server' in step && step.server === server),
          ).length
        for (const server of [0, 1]) {
          const shelving = of('server.shelve', server)
          expect(shelving).toBeLessThanOrEqual(1)
          expect(shelving * of('server.delete', server)).toBe(0)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('are made of every call', () => {
    const made = fc.sample(histories(wanted), { seed: 1, numRuns: 300 })
    const calls = new Set(made.flatMap(({ lanes }) => lanes.flat().map(({ op }) => op)))

    expect(calls.size).toBe(22)
  })

  it.each([true, false])('become smaller step by step, and end: %s', (isAlways) => {
    fc.assert(
      fc.property(histories(wanted), (made) => {
        let current = made
        const candidates = smallerThan(made)
        for (let next = candidates.next(); next.done !== true; next = candidates.next(isAlways)) {
          expect(sizeOf(next.value)).toBeLessThan(sizeOf(current))
          if (isAlways) current = next.value
        }
        expect(lengthOf(current)).toBe(isAlways ? 1 : lengthOf(made))
      }),
    )
  })
})

/** One lane is less than two, even where its calls wait for each other. */
const sizeOf = (made: History): number =>
  made.lanes.length * 100 + JSON.stringify(made).length + made.servers
