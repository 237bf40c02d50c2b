import { label } from 'allure-js-commons'
import { afterAll, inject, test } from 'vitest'
import type { Outcome } from '../fixtures/core/case/conclude.ts'
import { openRun } from '../fixtures/core/case/open-run.ts'
import { CASE_LABEL } from '../src/run/case-label.ts'
import { readers, scenarioOf, scenarios } from './suites.ts'

// The one file that Vitest runs for `attest run`: a test for each planned case. Only a plan of all
// microversions has so many cases that a test performs several, of the same requirement.
const { tests, runner, close } = await openRun(inject('order'), scenarios, readers)
afterAll(close)

for (const { name, cases } of tests) {
  test.concurrent(name, async ({ skip }) => {
    await label(CASE_LABEL, cases[0].id)
    const outcomes: Outcome[] = []
    for (const planned of cases) {
      const { outcome } = await runner.perform(planned, scenarioOf(planned.requirement))
      outcomes.push(outcome)
    }
    const failure = outcomes.find(({ verdict }) => verdict === 'failed' || verdict === 'error')
    if (failure) throw new Error(inWords(failure))
    const unpassed = outcomes.find(({ verdict }) => verdict !== 'passed')
    if (unpassed) skip(inWords(unpassed))
  })
}

const inWords = ({ verdict, reason }: Outcome): string =>
  `${verdict}: ${reason?.code}: ${reason?.message}`
