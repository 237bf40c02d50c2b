import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { highlightsOf, shownCases } from './shown-cases.ts'

const sample = firstCase()

function firstCase(): CaseRecord {
  const [first] = syntheticRecord().cases
  if (first === undefined) throw new TypeError('the synthetic run has no case')
  return first
}

/** A requirement with as many microversions as there are cases. */
function plan(cases: number): readonly PlannedCase[] {
  return Array.from({ length: cases }, (_, index) => ({
    ...sample.planned,
    id: `compute.list:200:listed@2.${index}`,
  }))
}

describe('the cases that a page shows', () => {
  it('are all cases of a plan that fits on a page', () => {
    expect(plan(3000).filter(highlightsOf(plan(3000)))).toHaveLength(3000)
  })

  it('are the first and the last of each requirement when there are too many', () => {
    const many = plan(7000)
    const [first, last] = [many.at(0), many.at(-1)]

    expect(many.filter(highlightsOf(many))).toEqual([first, last])
  })

  it('need no selection when a page can show all', () => {
    expect(shownCases([sample])).toBeUndefined()
  })

  const run = (verdictAt: (index: number) => CaseRecord['verdict']): readonly CaseRecord[] =>
    plan(7000).map((planned, index) => ({ ...sample, planned, verdict: verdictAt(index) }))

  it('include those that failed', () => {
    const cases = run((index) => (index === 3500 ? 'failed' : 'passed'))

    expect(new Set(shownCases(cases))).toEqual(
      new Set([0, 3500, 6999].map((at) => cases[at]?.planned.id)),
    )
  })

  it('are the first of each kind before further ones of the same kind, and never more than fit', () => {
    const cases = run((index) => (index === 6500 ? 'error' : 'failed'))
    const shown = shownCases(cases)

    expect(sample.exchanges.length).toBeGreaterThan(0)
    expect(shown?.size).toBe(Math.floor(2400 / sample.exchanges.length))
    expect([0, 1, 6500].map((at) => shown?.has(plan(7000)[at]?.id ?? sample.planned.id))).toEqual([
      true,
      true,
      true,
    ])
    expect(shown?.has(plan(7000)[6999]?.id ?? sample.planned.id)).toBe(false)
  })
  it('are no more than fit when most have no exchanges, as after an interruption', () => {
    const cases = run(() => 'not-tested').map((each) => ({ ...each, exchanges: [] }))

    expect(shownCases(cases)?.size).toBe(6000)
  })
})
