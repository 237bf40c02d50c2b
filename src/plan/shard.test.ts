import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divide, type Unit } from './shard.ts'

const unit: fc.Arbitrary<Unit<string>> = fc
  .record({
    id: fc.uuid(),
    seconds: fc.integer({ min: 0, max: 100 }),
    shares: fc.dictionary(
      fc.constantFrom('paused', 'standing', 'orderedAttachments'),
      fc.constantFrom(20),
    ),
  })
  .map(({ id, seconds, shares }) => ({
    id,
    seconds,
    items: [`${id}@1`, `${id}@2`],
    shares: new Map(Object.entries(shares)),
  }))
const units = fc.uniqueArray(unit, { selector: ({ id }) => id, maxLength: 60 })
const parts = fc.integer({ min: 1, max: 8 })

describe('the parts of a plan', () => {
  it('have everything once', () => {
    fc.assert(
      fc.property(units, parts, (all, count) => {
        const divided = divide(all, count)
        expect(divided).toHaveLength(count)
        expect(divided.flat().sort()).toEqual(all.flatMap(({ items }) => items).sort())
      }),
    )
  })

  it('keep together what is one unit', () => {
    fc.assert(
      fc.property(units, parts, (all, count) => {
        const divided = divide(all, count)
        for (const { items } of all) {
          expect(divided.filter((part) => items.some((item) => part.includes(item)))).toHaveLength(
            1,
          )
        }
      }),
    )
  })

  it('are the same whatever the order of the plan', () => {
    fc.assert(
      fc.property(units, parts, fc.infiniteStream(fc.nat()), (all, count, keys) => {
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(divide(shuffled, count)).toEqual(divide(all, count))
      }),
    )
  })

  it('differ in cost by no more than the dearest unit, where nothing is shared', () => {
    fc.assert(
      fc.property(units, parts, (shared, count) => {
        const all = shared.map((one) => ({ ...one, shares: new Map<string, number>() }))
        const costs = divide(all, count).map((part) =>
          all
            .filter(({ items }) => items.some((item) => part.includes(item)))
            .reduce((sum, { seconds }) => sum + seconds, 0),
        )
        const dearest = Math.max(0, ...all.map(({ seconds }) => seconds))
        expect(Math.max(...costs) - Math.min(...costs)).toBeLessThanOrEqual(dearest)
      }),
    )
  })

  it('pay once for what several stand on, and so keep them together', () => {
    const on = (id: string, ...names: string[]): Unit<string> => ({
      id,
      items: [id],
      seconds: 1,
      shares: new Map(names.map((name) => [name, 20])),
    })
    const all = [on('a', 'paused'), on('b', 'paused'), on('c', 'stopped'), on('d', 'stopped')]
    expect(divide(all, 2).map((part) => part.join(''))).toEqual(['ab', 'cd'])
  })
})
