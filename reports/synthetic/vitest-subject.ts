import { expect, it } from 'vitest'
import type { CaseId } from '../../src/plan/case.ts'
import { reportInVitest } from '../allure/report-in-vitest.ts'
import { RunBook } from '../run-book.ts'
import { syntheticEvents } from './synthetic-events.ts'
import { syntheticLookup } from './synthetic-operations.ts'

// Not a test of this project: what Vitest executes in report-in-vitest.test.ts.

const book = new RunBook('synthetic')
for (const event of syntheticEvents()) book.enter(event)

function recordOf(id: CaseId) {
  const record = book.case(id)
  if (!record) throw new RangeError(`no case ${id}`)
  return record
}

it.concurrent('passes', async ({ task }) => {
  expect('a compared value').toBe('a compared value')
  reportInVitest(task, recordOf('compute.list:200:listed@2.1'), syntheticLookup, () => true)
})

it.concurrent('fails as an assertion of the framework would', async ({ task }) => {
  reportInVitest(task, recordOf('compute.list:200:listed@2.60'), syntheticLookup, () => true)
  expect('a compared value').toBe('another')
})

it.concurrent('breaks', async ({ task }) => {
  reportInVitest(task, recordOf('compute.attach:404:no-boat@2.60'), syntheticLookup, () => true)
  throw new Error('no answer')
})

it.concurrent('is skipped while it runs', async ({ task, skip }) => {
  reportInVitest(
    task,
    recordOf('compute.attach:403:reader-refused@2.1'),
    syntheticLookup,
    () => true,
  )
  skip('no such persona')
})

let tries = 0
it.concurrent('is tried twice', { retry: 1 }, async ({ task }) => {
  reportInVitest(task, recordOf('compute.attach:200:attached@2.1'), syntheticLookup, () => true)
  expect(++tries).toBe(2)
})
