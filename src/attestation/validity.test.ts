import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endOfValidity,
  futureFault,
  parseValidity,
  USUAL_VALIDITY,
  validityFault,
} from './validity.ts'

const LAST = '2026-03-01T12:00:00.000Z'

describe('the end of a certificate', () => {
  it('is a year after the last request of the run, or the given number of days', () => {
    expect(endOfValidity(LAST, parseValidity(USUAL_VALIDITY))).toBe('2027-03-01T12:00:00.000Z')
    expect(endOfValidity(LAST, parseValidity('180d'))).toBe('2026-08-28T12:00:00.000Z')
  })

  it('is accepted wherever it could have been given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1096 }), (days) => {
        expect(validityFault(endOfValidity(LAST, parseValidity(`${days}d`)), LAST)).toBeUndefined()
      }),
    )
  })

  it.each(['0d', '1097d', '180', '180 d', '-1d', '1.5d', '1e2d', '2y', '', '99999999999d'])(
    'cannot be "%s"',
    (text) => {
      expect(() => parseValidity(text)).toThrow('--valid-for')
    },
  )

  it('cannot be postponed by a wrong clock: a last request in the future is refused', () => {
    const last = Date.parse(LAST)
    expect(futureFault(LAST, last - 3_600_000)).toBeUndefined()
    expect(futureFault(LAST, last + 9e10)).toBeUndefined()
    expect(futureFault(LAST, last - 2 * 86_400_000)).toContain(
      `is of ${LAST}, which is in the future`,
    )
  })

  it.each([
    [undefined, LAST, 'does not say until when'],
    [LAST, LAST, 'is not within 1096 days after the last request'],
    ['2026-02-28T12:00:00.000Z', LAST, 'is not within'],
    ['2029-03-02T12:00:00.000Z', LAST, 'is not within'],
    ['2027-03-01T12:00:00.000Z', null, 'no request was sent'],
  ])('is refused: %s after %s', (validUntil, last, fault) => {
    expect(validityFault(validUntil, last)).toContain(fault)
  })
})
