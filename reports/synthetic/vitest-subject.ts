import { label } from 'allure-js-commons'
import { expect, it } from 'vitest'
import { CASE_LABEL } from '../../src/run/case-label.ts'

// Not a test of this project: vitest-reporter.test.ts lets Vitest execute it.

it.concurrent('passes', async () => {
  expect('a compared value').toBe('a compared value')
  await label(CASE_LABEL, 'compute.list:200:listed@2.1')
})

it.concurrent('fails with an assertion of the framework', async () => {
  await label(CASE_LABEL, 'compute.list:200:listed@2.60')
  expect('a compared value').toBe('another')
})

it.concurrent('breaks', async () => {
  await label(CASE_LABEL, 'compute.attach:404:no-boat@2.60')
  throw new Error('no answer')
})

it.concurrent('is skipped while it runs', async ({ skip }) => {
  await label(CASE_LABEL, 'compute.attach:403:reader-refused@2.1')
  skip('no such persona')
})

let tries = 0
it.concurrent('is retried once', { retry: 1 }, async () => {
  await label(CASE_LABEL, 'compute.attach:200:attached@2.1')
  expect(++tries).toBe(2)
})
