import { validate } from 'ctrf'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from '../files/json-pieces.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { ctrfReport } from './ctrf-report.ts'

describe('ctrf.json', () => {
  const record = syntheticRecord()
  const report = ctrfReport(record, resultsOf(record))
  const tests = [...report.results.tests]

  it('is valid by the schema of the format', () => {
    expect(validate(JSON.parse([...jsonPieces(report)].join('')))).toMatchObject({ valid: true })
  })

  it('has a test for each case, and a summary with correct totals', () => {
    const { summary } = report.results
    expect(tests.map(({ extra }) => extra?.case)).toEqual(record.planned.map(({ id }) => id))
    expect(summary.passed + summary.failed + summary.skipped + summary.other).toBe(tests.length)
  })

  it('has the verdict and the reason of cases that were not passed', () => {
    const of = (id: string) => tests.find(({ extra }) => extra?.case === id)
    expect(of('compute.attach:409:boat-in-use@2.1')).toMatchObject({
      status: 'failed',
      rawStatus: 'failed',
      message: 'wrong-status: expected 409, got 200',
      trace: expect.stringContaining('repeat: curl'),
    })
    expect(of('compute.attach:404:no-boat@2.60')).toMatchObject({
      status: 'other',
      rawStatus: 'error',
    })
    expect(of('block-storage.create:404:no-boat@3.27')).toMatchObject({
      status: 'skipped',
      rawStatus: 'waived',
      message: 'waiver: bug 42, until 2031-12-31',
    })
  })
})
