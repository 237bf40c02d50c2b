import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/judge/verdict.ts'
import { brokenCallOf } from './broken-call.ts'
import { findingsOf } from './findings.ts'
import { lookup, runOf, type SaidCase } from './testing/failing-run.ts'

const CHANGE = { operation: 'compute.update', method: 'PUT', status: 202 } as const
const SHOW = { operation: 'compute.show' } as const

function brokenIn(code: Reason['code'], ...exchanges: NonNullable<SaidCase['exchanges']>) {
  const record = runOf({
    requirement: 'compute.update:202:delete-on-termination',
    at: '2.85',
    reason: { code, message: 'compute.show at 2.85 answered 200, but it is not as it was' },
    exchanges,
  })
  const [finding] = findingsOf(record, lookup)
  const call = finding && brokenCallOf(finding)
  return [call?.broken, call?.shownBy].map((each) => each?.exchange.operation)
}

describe('the broken call of a finding', () => {
  it('is the one with the wrong answer', () => {
    expect(brokenIn('wrong-content', SHOW)).toEqual(['compute.show', undefined])
  })

  it('is the change before it, which the case is about', () => {
    expect(brokenIn('wrong-content', CHANGE, SHOW)).toEqual(['compute.update', 'compute.show'])
  })

  it('is the last change, where a state is wrong', () => {
    const attach = { operation: 'compute.attach', method: 'POST' } as const
    expect(brokenIn('wrong-state', attach, SHOW)).toEqual(['compute.attach', 'compute.show'])
    expect(brokenIn('wrong-content', attach, SHOW)).toEqual(['compute.show', undefined])
  })

  it('has a place that does not depend on how often the case has looked', () => {
    const places = (...looks: (typeof SHOW)[]) => {
      const record = runOf({
        requirement: 'compute.update:202:delete-on-termination',
        at: '2.85',
        reason: { code: 'wrong-content', message: 'compute.show at 2.85 has no list' },
        exchanges: [...looks, CHANGE, ...looks],
      })
      const [finding] = findingsOf(record, lookup)
      return finding && brokenCallOf(finding)?.broken.place
    }
    expect(places(SHOW)).toBeDefined()
    expect(places(SHOW, SHOW, SHOW)).toBe(places(SHOW))
  })
})
