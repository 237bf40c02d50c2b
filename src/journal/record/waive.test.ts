import { describe, expect, it } from 'vitest'
import { resultsOf } from '../../../reports/results/results.ts'
import { syntheticEvents } from '../../../reports/synthetic/synthetic-events.ts'
import { microversion } from '../../openapi/microversion.ts'
import type { Waiver } from '../../waivers/waiver.ts'
import { RunBook } from './run-book.ts'
import type { RunRecord } from './run-record.ts'

const WAIVER: Waiver = {
  requirement: 'compute.attach:409:boat-*',
  reason: 'the harbour is full',
  owner: 'port office',
  issue: 'https://bugs.example/42',
  expires: '2031-12-31',
}

function record(...waivers: readonly Waiver[]) {
  const book = new RunBook('synthetic')
  for (const event of syntheticEvents()) {
    book.enter(event.type === 'run-started' ? { ...event, waivers } : event)
  }
  return book.close()
}

const ended = (run: ReturnType<typeof record>, id: string) =>
  run.cases.find(({ planned }) => planned.id === id)

describe('a waiver', () => {
  it('turns a known failure into waived, and keeps what was found', () => {
    const run = record(WAIVER)
    expect(ended(run, 'compute.attach:409:boat-in-use@2.1')).toMatchObject({
      verdict: 'waived',
      reason: {
        code: 'waiver',
        message:
          'the harbour is full (https://bugs.example/42, port office, until 2031-12-31); found wrong-status: expected 409, got 200',
      },
    })
    expect(ended(run, 'compute.list:200:listed@2.60')?.verdict).toBe('failed')
    expect(run.waivers).toEqual([
      {
        waiver: WAIVER,
        cases: ['compute.attach:409:boat-in-use@2.1', 'compute.attach:409:boat-in-use@2.49'],
        unused: false,
      },
    ])
  })

  it('applies at its microversions only', () => {
    const microversions = { min: microversion('2.40') }
    const run = record({ ...WAIVER, microversions })
    expect(ended(run, 'compute.attach:409:boat-in-use@2.1')?.verdict).toBe('failed')
    expect(ended(run, 'compute.attach:409:boat-in-use@2.49')?.verdict).toBe('waived')
  })

  it('never excuses an error', () => {
    const run = record({ ...WAIVER, requirement: 'compute.attach:404:no-boat' })
    expect(ended(run, 'compute.attach:404:no-boat@2.60')?.verdict).toBe('error')
    expect(run.waivers).toMatchObject([{ cases: [], unused: false }])
  })

  it('that excuses nothing keeps a run from being conformant', () => {
    const kept = 'compute.list:404:no-harbour'
    const book = new RunBook('synthetic')
    for (const event of syntheticEvents()) {
      if (event.type === 'run-started') {
        book.enter({ ...event, waivers: [{ ...WAIVER, requirement: kept }] })
      } else if (event.type === 'planned') {
        book.enter({
          ...event,
          cases: event.cases.filter(({ requirement }) => requirement === kept),
        })
      } else if (!('case' in event) || event.case?.startsWith(kept)) book.enter(event)
    }
    const run: RunRecord = { ...book.close(), cleanUp: 'clean' }
    expect(run.waivers).toMatchObject([{ cases: [], unused: true }])
    expect(resultsOf(run)).toMatchObject({ verdict: 'inconclusive', waivers: [{ unused: true }] })
    expect(resultsOf({ ...run, waivers: [] }).verdict).toBe('conformant')
  })

  it('that matches nothing in the plan does not affect the run', () => {
    const run = record({ ...WAIVER, requirement: 'compute.detach:*' })
    expect(run.waivers).toMatchObject([{ cases: [], unused: false }])
  })
})
