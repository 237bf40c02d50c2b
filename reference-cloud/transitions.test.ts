import { expect, test } from 'vitest'
import { chance } from './chance.ts'
import { Transitions } from './transitions.ts'

test('Without windows, the rest of a change comes at once and in order', () => {
  const seen: number[] = []

  new Transitions(0).soon(
    () => seen.push(1),
    () => seen.push(2),
  )

  expect(seen).toEqual([1, 2])
})

test('With windows, each step comes later than the one before', async () => {
  const seen: number[] = []
  const transitions = new Transitions(0, undefined, 20, () => 0.9)

  await new Promise<void>((end) => {
    transitions.soon(
      () => seen.push(1),
      () => seen.push(2),
      end,
    )
    expect(seen).toEqual([])
  })

  expect(seen).toEqual([1, 2])
})

test('A seed decides the times', () => {
  const times = (seed: number) => Array.from({ length: 5 }, chance(seed))

  expect(times(7)).toEqual(times(7))
  expect(times(7)).not.toEqual(times(8))
  expect(times(7).every((time) => time >= 0 && time < 1)).toBe(true)
})
