import { describe, expect, it } from 'vitest'
import { Frontier, TooManyPossibilitiesError } from './frontier.ts'
import type { Model } from './model.ts'

/** A register: `set` is answered at once and shows a moment later; `get` says what it shows. */
interface Register {
  readonly shows: number
  readonly next?: number
}
type Call = { readonly set: number } | { readonly get: number }

const register: Model<Register, Call> = {
  key: ({ shows, next }) => `${shows}>${next}`,
  drifts: ({ next }) => (next === undefined ? [] : [{ shows: next }]),
  mayAnswer: () => true,
  after: (state, call) =>
    'set' in call ? [{ ...state, next: call.set }] : state.shows === call.get ? [state] : [],
}

function frontier() {
  return new Frontier(register, { shows: 0 })
}

describe('the possibilities', () => {
  it('follow calls that come one after the other, and what they begin', () => {
    const one = frontier()
    one.sent(0, { set: 7 })
    expect(one.answered(0)).toBe(true)
    one.sent(1, { get: 0 })
    expect(one.answered(1)).toBe(true)
    one.sent(2, { get: 7 })
    expect(one.answered(2)).toBe(true)
    one.sent(3, { get: 0 })
    expect(one.answered(3)).toBe(false)
  })

  it('allow calls at the same time in any order', () => {
    const orders = [7, 0].map((seen) => {
      const one = frontier()
      one.sent(0, { set: 7 })
      one.sent(1, { get: seen })
      return [one.answered(1), one.answered(0)]
    })

    expect(orders).toEqual([
      [true, true],
      [true, true],
    ])
  })

  it('allow no effect before a call was sent, nor one after its answer that contradicts a look', () => {
    const early = frontier()
    early.sent(0, { get: 7 })
    expect(early.answered(0)).toBe(false)

    const late = frontier()
    late.sent(0, { set: 7 })
    late.answered(0)
    late.sent(1, { get: 7 })
    late.answered(1)
    late.sent(2, { set: 8 })
    late.sent(3, { get: 9 })
    expect(late.answered(3)).toBe(false)
  })

  it('are kept when an answer is not explained', () => {
    const one = frontier()
    one.sent(0, { get: 5 })
    expect(one.answered(0)).toBe(false)

    expect(one.states).toEqual([{ shows: 0 }])
  })

  it('come to rest', () => {
    const one = frontier()
    one.sent(0, { set: 7 })
    one.answered(0)

    expect(one.drifted()).toContainEqual({ shows: 7 })
  })

  it('are given up when there are too many', () => {
    const endless: Model<number, never> = {
      key: String,
      drifts: (state) => [state + 1],
      mayAnswer: () => true,
      after: () => [],
    }

    expect(() => new Frontier(endless, 0).drifted()).toThrow(TooManyPossibilitiesError)
  })
})
