import { expect, test } from 'vitest'
import { idlenessOf } from './idleness.ts'

const told = (at: number, state: string): string => JSON.stringify({ at, id: 'v', state })

test('What is lost is counted from the end of the transition, over its length', () => {
  const lines = [told(1_000, 'creating'), told(3_000, 'available'), told(9_000, 'deleting')]

  const found = idlenessOf(
    [{ volume: 'v', state: 'available', seenAt: 3_100, looks: 3, isFirst: false }],
    lines,
  )

  expect(found).toEqual([{ idle: 0.05, looks: 3, isFirst: false }])
})

test('A state that the cloud has never printed is not a measurement', () => {
  expect(() =>
    idlenessOf([{ volume: 'v', state: 'gone', seenAt: 1, looks: 1, isFirst: true }], []),
  ).toThrow('did not print')
})
