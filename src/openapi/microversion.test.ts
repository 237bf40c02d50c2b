import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareMicroversions,
  formatRange,
  intersect,
  isMicroversion,
  isWithin,
  MicroversionSyntaxError,
  microversion,
  nextMicroversion,
  previousMicroversion,
} from './microversion.ts'

const version = fc
  .tuple(fc.nat({ max: 4 }), fc.nat({ max: 130 }))
  .map(([major, minor]) => microversion(`${major}.${minor}`))
const end = fc.option(version, { nil: undefined })
const range = fc.tuple(end, end).map(([min, max]) => ({ ...(min && { min }), ...(max && { max }) }))

describe('microversions', () => {
  it('are two integers and no decimal number', () => {
    const compare = (a: string, b: string) => compareMicroversions(microversion(a), microversion(b))
    expect(compare('2.9', '2.10')).toBeLessThan(0)
    expect(compare('2.70', '2.7')).toBeGreaterThan(0)
    expect(compare('3.0', '2.104')).toBeGreaterThan(0)
    expect(microversion('2.7')).not.toBe(microversion('2.70'))
  })

  it.each([
    '',
    '2',
    '2.',
    '.1',
    '2.01',
    '02.1',
    '2.1.1',
    'latest',
    ' 2.1',
    '2.1 ',
    '-2.1',
    '2.1\n',
  ])('refuse %j', (text) => {
    expect(isMicroversion(text)).toBe(false)
    expect(() => microversion(text)).toThrow(MicroversionSyntaxError)
  })

  it('are ordered: exactly one of earlier, same, later, and transitively', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareMicroversions(a, b))).toBe(
          0 - Math.sign(compareMicroversions(b, a)),
        )
        expect(compareMicroversions(a, b) === 0).toBe(a === b)
        if (compareMicroversions(a, b) <= 0 && compareMicroversions(b, c) <= 0) {
          expect(compareMicroversions(a, c)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  it('have nothing between a version and the next one', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const next = nextMicroversion(a)
        expect(previousMicroversion(next)).toBe(a)
        const within = compareMicroversions(a, b) < 0 && compareMicroversions(b, next) < 0
        expect(within && a.split('.')[0] === b.split('.')[0]).toBe(false)
      }),
    )
    expect(previousMicroversion(microversion('3.0'))).toBeUndefined()
  })
})

describe('ranges of microversions', () => {
  it('intersect to exactly the versions that are in both', () => {
    fc.assert(
      fc.property(range, range, version, (a, b, at) => {
        const common = intersect(a, b)
        const inBoth = isWithin(at, a) && isWithin(at, b)
        expect(common !== undefined && isWithin(at, common)).toBe(inBoth)
      }),
    )
  })

  it('include both ends', () => {
    const both = { min: microversion('2.20'), max: microversion('2.48') }
    expect(['2.19', '2.20', '2.48', '2.49'].map((at) => isWithin(microversion(at), both))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('are written for people', () => {
    const [a, b] = [microversion('2.1'), microversion('2.48')]
    expect(
      [{}, { min: a }, { max: b }, { min: a, max: b }, { min: a, max: a }].map(formatRange),
    ).toEqual(['all', '2.1+', 'up to 2.48', '2.1–2.48', '2.1'])
  })
})
