import { expect, test } from 'vitest'
import { quantile, spreadOf } from './statistics.ts'

test('The median stands in the middle, whatever the order', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 })
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5)
})

test('A quantile lies between its neighbours by proportion', () => {
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(quantile([7], 0.95)).toBe(7)
})

test('Of nothing there is no quantile', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError)
})
