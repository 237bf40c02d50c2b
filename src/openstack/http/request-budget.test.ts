import { expect, test } from 'vitest'
import { RequestBudget } from './request-budget.ts'

test('says once when it is enough and once when nothing is left, and gives no more than it has', () => {
  const told: string[] = []
  const budget = new RequestBudget(
    { most: 3, enough: 2 },
    { onEnough: () => told.push('enough'), onSpent: () => told.push('spent') },
  )
  for (let at = 0; at < 3; at += 1) budget.take()

  expect(told).toEqual(['enough'])
  for (let at = 0; at < 2; at += 1) expect(() => budget.take()).toThrow(/as many requests/)
  expect(told).toEqual(['enough', 'spent'])
})

test('counts what it has lent as spent', () => {
  const budget = new RequestBudget({ most: 10, enough: 10 })
  budget.take()

  expect(budget.lend(2)).toBe(7)
  expect(budget.lend(2)).toBe(0)
  budget.take()
  budget.take()
  expect(() => budget.take()).toThrow()
})
