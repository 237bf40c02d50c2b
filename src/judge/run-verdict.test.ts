import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaseOutcome, checkTotals, countVerdicts, runVerdict } from './run-verdict.ts'
import { TotalsError } from './totals-error.ts'
import { CASE_VERDICTS, type Reason } from './verdict.ts'

const must = (
  verdict: CaseOutcome['verdict'],
  code?: 'missing-persona' | 'interrupted',
): CaseOutcome => ({
  level: 'MUST',
  verdict,
  ...(code && { reason: { code, message: 'because' } }),
})

const outcome: fc.Arbitrary<CaseOutcome> = fc.record({
  level: fc.constantFrom('MUST', 'SHOULD'),
  verdict: fc.constantFrom(...CASE_VERDICTS),
})

describe('the verdict of a run', () => {
  it.each([
    ['conformant', [must('passed'), must('not-applicable'), must('waived')]],
    ['non-conformant', [must('passed'), must('failed'), must('error')]],
    ['inconclusive', [must('passed'), must('error')]],
    ['inconclusive', [must('passed'), must('not-tested', 'interrupted')]],
    ['inconclusive', []],
    ['inconclusive', [must('not-applicable')]],
    ['inconclusive', [must('waived')]],
    ['conformant', [must('passed'), { level: 'SHOULD', verdict: 'failed' }]],
    ['inconclusive', [{ level: 'SHOULD', verdict: 'passed' }]],
  ] as const)('is %s for %j', (verdict, cases) => {
    expect(runVerdict(cases)).toBe(verdict)
  })

  it('lives with gaps that are accepted, and only with those', () => {
    const cases = [must('passed'), must('not-tested', 'missing-persona')]
    expect(runVerdict(cases)).toBe('inconclusive')
    expect(runVerdict(cases, { accepted: ['interrupted'] })).toBe('inconclusive')
    expect(runVerdict(cases, { accepted: ['missing-persona'] })).toBe('conformant')
    expect(runVerdict(cases.slice(1), { accepted: ['missing-persona'] })).toBe('inconclusive')
    expect(
      runVerdict([must('passed'), must('error', 'missing-persona')], {
        accepted: ['missing-persona'],
      }),
    ).toBe('inconclusive')
  })

  it('takes every case for decisive when it is strict', () => {
    const should = (verdict: CaseOutcome['verdict']): CaseOutcome => ({ level: 'SHOULD', verdict })
    expect(runVerdict([must('passed'), should('failed')], { strict: true })).toBe('non-conformant')
    expect(runVerdict([must('passed'), should('error')], { strict: true })).toBe('inconclusive')
    expect(runVerdict([should('passed')], { strict: true })).toBe('conformant')
  })

  it('takes an answer that breaks the contract for decisive in whichever case it was seen', () => {
    const should = (code: Reason['code']): CaseOutcome => ({
      level: 'SHOULD',
      verdict: 'failed',
      reason: { code, message: 'why' },
    })

    expect(runVerdict([must('passed'), should('contract-violation')])).toBe('non-conformant')
    expect(runVerdict([must('passed'), should('wrong-status')])).toBe('conformant')
  })

  it('never gets better by a case more that failed or broke, whatever the rest', () => {
    fc.assert(
      fc.property(fc.array(outcome), (cases) => {
        expect(runVerdict([...cases, must('failed')])).toBe('non-conformant')
        expect(runVerdict([...cases, must('error')])).not.toBe('conformant')
      }),
    )
  })

  it('counts every case once', () => {
    fc.assert(
      fc.property(fc.array(outcome), (cases) => {
        const { cases: all, ...kinds } = countVerdicts(cases)
        expect(all).toBe(cases.length)
        expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(all)
      }),
    )
  })
})

describe('the totals of a run', () => {
  it('add up when every planned case finished once, in whatever order', () => {
    expect(() => checkTotals(['a', 'b'], ['b', 'a'])).not.toThrow()
  })

  it('name what is missing, double or never planned', () => {
    const check = () => checkTotals(['a', 'b', 'c'], ['a', 'a', 'c', 'd'])
    expect(check).toThrow(TotalsError)
    expect(check).toThrow(
      'the verdicts do not add up to the plan; missing: b; double: a; unplanned: d',
    )
  })

  it('name the first few where many are missing', () => {
    expect(() => checkTotals(['a', 'b', 'c', 'd', 'e'], [])).toThrow(
      'the verdicts do not add up to the plan; missing: a, b, c and 2 more',
    )
  })
})
