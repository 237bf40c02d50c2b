import { describe, expect, it } from 'vitest'
import { resultsOf } from '../results/results.ts'
import type { Results } from '../results/results-schema.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { answerChanges } from './answer-shapes.ts'
import { compareResults } from './compare-results.ts'
import { comparisonText } from './comparison-text.ts'

const RUN = resultsOf(syntheticRecord())
const KEPT = 'compute.list:200:listed@2.1'
const BROKEN = 'compute.attach:409:boat-in-use@2.1'
const HINT = 'compute.attach:409:device-hint@2.1'

type Case = Results['cases'][number]

function changed(id: string, change: Partial<Case>, run: Results = RUN): Results {
  expect(run.cases.map((each) => each.id)).toContain(id)
  return {
    ...run,
    cases: run.cases.map((each) => (each.id === id ? { ...each, ...change } : each)),
  }
}

function without(id: string): Results {
  return { ...RUN, cases: RUN.cases.filter((each) => each.id !== id) }
}

const failed = { verdict: 'failed', reason: { code: 'wrong-status', message: 'got 500' } } as const
const untested = {
  verdict: 'not-tested',
  reason: { code: 'missing-persona', message: '-' },
} as const
const passed = { verdict: 'passed', reason: null } as const

describe('two runs', () => {
  it('that are equal have no differences, whatever time they took', () => {
    const slower = {
      ...RUN,
      cases: RUN.cases.map((each) => ({ ...each, durationMs: 7, requests: 9 })),
    }
    expect(compareResults(RUN, slower)).toMatchObject({ outcome: 'kept', promises: [], runs: [] })
  })

  it.each([
    ['a promise is broken', RUN, changed(KEPT, failed), 'regression', 'regressed'],
    ['a new promise is broken', without(KEPT), changed(KEPT, failed), 'regression', 'regressed'],
    [
      'a waiver has ended',
      changed(KEPT, { verdict: 'waived' }),
      changed(KEPT, failed),
      'regression',
      'regressed',
    ],
    ['a promise is not tested any more', RUN, changed(KEPT, untested), 'lost', 'lost'],
    ['a promise is not planned any more', RUN, without(KEPT), 'lost', 'lost'],
    [
      'a promise ends in an error',
      RUN,
      changed(KEPT, { ...failed, verdict: 'error' }),
      'lost',
      'lost',
    ],
    ['a promise is passed again', RUN, changed(BROKEN, passed), 'fixed', 'kept'],
    ['a promise is tested for the first time', without(KEPT), RUN, 'gained', 'kept'],
    ['a promise could not be tested', changed(KEPT, untested), RUN, 'gained', 'kept'],
    ['a failure is waived', RUN, changed(BROKEN, { verdict: 'waived' }), 'changed', 'kept'],
    ['it fails in another way', RUN, changed(BROKEN, failed), 'changed', 'kept'],
    [
      'a promise that was not tested is missing',
      changed(KEPT, untested),
      without(KEPT),
      'changed',
      'kept',
    ],
  ])('show that %s', (_, before, after, change, outcome) => {
    const comparison = compareResults(before, after)
    expect(comparison.promises).toMatchObject([{ change, cases: [{ change }] }])
    expect(comparison.outcome).toBe(outcome)
  })

  it('are told apart first by their regressions', () => {
    const after = changed(KEPT, failed, changed(BROKEN, passed))
    const { promises, counts } = compareResults(RUN, after)
    expect(promises.map(({ change }) => change)).toEqual(['regression', 'fixed'])
    expect(counts).toEqual({ regression: 1, lost: 0, changed: 0, fixed: 1, gained: 0 })
  })

  it('are equal when only a recommendation differs, unless the run is strict', () => {
    const after = changed(HINT, failed)
    expect(compareResults(RUN, after)).toMatchObject({
      outcome: 'kept',
      promises: [{ change: 'regression', decides: false }],
    })
    expect(compareResults(RUN, { ...after, strict: true }).outcome).toBe('regressed')
  })

  it('are equal when only ids in messages differ', () => {
    const saying = (id: string) =>
      changed(BROKEN, { reason: { code: 'wrong-state', message: `volume ${id} is lost` } })
    expect(
      compareResults(
        saying('b5d9a0f2-6d0c-4c8b-9f7e-1f2a3b4c5d6e'),
        saying('a1d9a0f2-6d0c-4c8b-9f7e-1f2a3b4c5d6e'),
      ).promises,
    ).toEqual([])
  })

  it('are compared field by field, including facts of the runs', () => {
    const after = { ...changed(BROKEN, failed), suite: { ...RUN.suite, version: '9.9.9' } }
    const comparison = compareResults(RUN, after)
    expect(comparison.runs).toEqual([{ field: 'suite.version', before: '0.1.0', after: '9.9.9' }])
    expect(comparison.promises[0]?.cases[0]?.fields).toEqual([
      { field: 'reason.message', before: 'expected 409, got 200', after: 'got 500' },
    ])
    expect(comparisonText(comparison)).toContain(
      [
        'Otherwise changed (1)',
        '  compute.attach:409:boat-in-use (MUST)',
        '    at 2.1',
        '      reason.message: expected 409, got 200 → got 500',
      ].join('\n'),
    )
  })

  it('are printed without control characters of the terminal', () => {
    const evil = changed(BROKEN, { reason: { code: 'wrong-status', message: '\u001b[2J\u202e' } })
    expect(comparisonText(compareResults(RUN, evil))).toContain('\\x1b[2J\\u{202e}')
  })
})

describe('the fields of answers', () => {
  const record = syntheticRecord()

  function answering(value: unknown) {
    return {
      ...record,
      cases: record.cases.map((each) => ({
        ...each,
        exchanges: [...each.exchanges].map((one) => ({
          ...one,
          exchange: {
            ...one.exchange,
            ...(one.exchange.response && {
              response: { ...one.exchange.response, body: { kind: 'json' as const, value } },
            }),
          },
        })),
      })),
    }
  }

  it('do not differ between a run and itself', () => {
    expect(answerChanges(record, record)).toEqual([])
  })

  it('are shown with place and type where they differ', () => {
    const before = answering({ boats: [{ id: 'a' }, { id: 'b', 'a/b': 1 }] })
    const after = answering({ boats: [{ id: null }, { id: 'b', size: 1 }] })
    expect(answerChanges(before, after)[0]).toEqual({
      operation: 'block-storage.create',
      status: 200,
      microversion: '3.27',
      fields: [
        { field: '/boats/*/id', before: 'string', after: 'null or string' },
        { field: '/boats/*/a~1b', before: 'number', after: null },
        { field: '/boats/*/size', before: null, after: 'number' },
      ],
    })
  })
})
