import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareMicroversions,
  isWithin,
  type Microversion,
  type MicroversionRange,
  microversion,
  previousMicroversion,
} from '../openapi/microversion.ts'
import { pickMicroversions, type Selection } from './pick-microversions.ts'

const version = fc.integer({ min: 0, max: 120 }).map((minor) => microversion(`2.${minor}`))
const offered = fc
  .tuple(version, version)
  .map((pair) => pair.sort(compareMicroversions))
  .map(
    ([min, max]): Required<MicroversionRange> => ({ min: min ?? V('2.1'), max: max ?? V('2.1') }),
  )
const range: fc.Arbitrary<MicroversionRange> = fc.oneof(
  offered,
  version.map((min) => ({ min })),
  version.map((max) => ({ max })),
  fc.constant({}),
)
const changes = fc.array(version, { maxLength: 8 })
const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant<Selection>({ kind: 'changes' }),
  fc.constant<Selection>({ kind: 'edges' }),
  fc.constant<Selection>({ kind: 'all' }),
  fc.array(version, { maxLength: 6 }).map((versions): Selection => ({ kind: 'listed', versions })),
)

describe('the microversions picked', () => {
  test('are in order and each there once', () => {
    fc.assert(
      fc.property(selection, range, offered, changes, (...request) => {
        const picked = pickMicroversions(...request)
        expect(picked).toEqual([...new Set(picked)].sort(compareMicroversions))
      }),
    )
  })

  test('are all both the requirement’s and the target’s', () => {
    fc.assert(
      fc.property(selection, range, offered, changes, (how, held, target, points) => {
        for (const one of pickMicroversions(how, held, target, points)) {
          expect(isWithin(one, held) && isWithin(one, target)).toBe(true)
        }
      }),
    )
  })

  test('have the first and the last of what is common, unless they are listed', () => {
    fc.assert(
      fc.property(selection, range, offered, changes, (how, held, target, points) => {
        fc.pre(how.kind !== 'listed')
        const picked = pickMicroversions(how, held, target, points)
        const common = minors(target).filter((one) => isWithin(one, held))
        expect(picked[0]).toBe(common[0])
        expect(picked.at(-1)).toBe(common.at(-1))
      }),
    )
  })

  test('have both sides of every change that lies within', () => {
    fc.assert(
      fc.property(range, offered, changes, (held, target, points) => {
        const picked = pickMicroversions({ kind: 'changes' }, held, target, points)
        const within = (one: Microversion) => isWithin(one, held) && isWithin(one, target)
        for (const point of points) {
          const before = previousMicroversion(point)
          if (within(point)) expect(picked).toContain(point)
          if (before !== undefined && within(before)) expect(picked).toContain(before)
        }
      }),
    )
  })

  test('have nothing else than edges and sides of changes', () => {
    fc.assert(
      fc.property(range, offered, changes, (held, target, points) => {
        const edges = pickMicroversions({ kind: 'edges' }, held, target, [])
        const sides = points.flatMap((point) => [point, previousMicroversion(point)])
        for (const one of pickMicroversions({ kind: 'changes' }, held, target, points)) {
          expect([...edges, ...sides]).toContain(one)
        }
      }),
    )
  })

  test('are all that is common when all are wanted', () => {
    fc.assert(
      fc.property(range, offered, changes, (held, target, points) => {
        expect(pickMicroversions({ kind: 'all' }, held, target, points)).toEqual(
          minors(target).filter((one) => isWithin(one, held)),
        )
      }),
    )
  })

  test('are those of a list that hold, whatever its order', () => {
    const versions = [V('2.60'), V('2.9'), V('2.9'), V('2.104'), V('2.10')]
    const target = { min: V('2.1'), max: V('2.90') }

    expect(pickMicroversions({ kind: 'listed', versions }, { min: V('2.10') }, target, [])).toEqual(
      ['2.10', '2.60'],
    )
  })

  test('are none for a requirement of which the target has no version', () => {
    const target = { min: V('2.1'), max: V('2.48') }

    expect(pickMicroversions({ kind: 'all' }, { min: V('2.49') }, target, [])).toEqual([])
  })

  test('are numbers and not texts: 2.9 is before 2.10', () => {
    const target = { min: V('2.1'), max: V('2.104') }

    expect(pickMicroversions({ kind: 'changes' }, { max: V('2.12') }, target, [V('2.10')])).toEqual(
      ['2.1', '2.9', '2.10', '2.12'],
    )
  })
})

function V(text: string): Microversion {
  return microversion(text)
}

function minors({ min, max }: Required<MicroversionRange>): Microversion[] {
  return Array.from({ length: 121 }, (_, minor) => V(`2.${minor}`)).filter((one) =>
    isWithin(one, { min, max }),
  )
}
