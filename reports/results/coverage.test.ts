import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import { contractOf, SAMPLE } from '../../src/openapi/testing/sample-contract.ts'
import { SYNTHETIC_PLAN } from '../synthetic/synthetic-events.ts'
import { coverageOf } from './coverage.ts'

const contracts = new Map([['compute', contractOf(SAMPLE)] as const])
const requirement = contracts.get('compute')?.operations[0]?.requirements[0]

function record(verdict: CaseRecord['verdict'], version: string): CaseRecord {
  const [planned] = SYNTHETIC_PLAN
  if (planned === undefined || requirement === undefined) throw new TypeError('no requirement')
  const { id, operation, status } = requirement
  return {
    planned: {
      ...planned,
      id: `${id}@${version}`,
      requirement: id,
      operation,
      status,
      microversion: microversion(version),
    },
    verdict,
    durationMs: 1,
    requests: 1,
    ended: true,
    unfinished: [],
    violations: 0,
    exchanges: [],
    waits: [],
    answers: [],
  }
}

describe('what a run covers of the contracts', () => {
  it('counts a requirement once, however many of its cases were passed or failed', () => {
    const cases = [record('passed', '2.1'), record('failed', '2.10')]
    const { requirements, microversions } = coverageOf(cases, contracts)

    expect(requirements.reached).toBe(1)
    expect(requirements.all).toBeGreaterThan(1)
    expect(microversions).toEqual({ compute: 2 })
  })

  it('counts a documented status only where a case was passed', () => {
    expect(coverageOf([record('failed', '2.1')], contracts).statuses.reached).toBe(0)
    expect(coverageOf([record('passed', '2.1')], contracts).statuses.reached).toBe(1)
  })

  it('counts nothing for cases that could not run', () => {
    const { requirements, microversions } = coverageOf([record('not-tested', '2.1')], contracts)

    expect(requirements.reached).toBe(0)
    expect(microversions.compute).toBe(0)
  })
})
