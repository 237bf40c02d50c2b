import { label } from 'allure-js-commons'
import { afterAll, inject, test } from 'vitest'
import { openRun } from '../fixtures/core/case/open-run.ts'
import { CASE_LABEL } from '../src/run/case-label.ts'
import { readers, scenarioOf, scenarios } from './suites.ts'

// The one file that Vitest runs for `attest run`: a test for each planned case.
const { cases, runner, close } = await openRun(inject('order'), scenarios, readers)
afterAll(close)

for (const planned of cases) {
  const { id, title, requirement, microversion = '-' } = planned

  test.concurrent(`${title} @ ${microversion}`, async ({ skip }) => {
    await label(CASE_LABEL, id)
    const { outcome } = await runner.perform(planned, scenarioOf(requirement))
    const { verdict, reason } = outcome
    const message = `${verdict}: ${reason?.code}: ${reason?.message}`
    if (verdict === 'failed' || verdict === 'error') throw new Error(message)
    if (verdict !== 'passed') skip(message)
  })
}
