import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { githubAnnotations } from './annotations.ts'

const lines = (record: RunRecord) =>
  githubAnnotations(record, resultsOf(record)).trimEnd().split('\n')

describe('annotations in GitHub Actions', () => {
  it('are an error for each cause, warnings for errors, and a notice with the counts', () => {
    expect(lines(syntheticRecord()).map((line) => line.split('::').slice(0, 2).join('::'))).toEqual(
      [
        '::error title=F1 compute.attach answers a success where it should refuse with 409',
        '::error title=F2 compute.list%3A /volumeAttachments/*/hull is there and should not be',
        expect.stringContaining('::warning title=F3 transport%3A connection reset'),
        expect.stringMatching(
          /^::notice title=Attest%3A non-conformant \(a run of 13 of \d+ promises\)$/,
        ),
      ],
    )
  })

  it('cannot be ended or begun by texts of a target', () => {
    const record = syntheticRecord()
    const [first, ...rest] = record.cases
    if (first === undefined) throw new RangeError('no case')
    const message = '100% of\r\n::set-output name=x::y'
    const failed = {
      ...first,
      verdict: 'failed' as const,
      reason: { code: 'wrong-status' as const, message },
    }
    const own = lines({ ...record, cases: [failed, ...rest] }).join('\n')
    expect(own).toContain('wrong-status: 100%25 of\\r\\n::set-output name=x::y')
  })

  it('are not more than GitHub shows', () => {
    const record = syntheticRecord()
    const cases = record.cases.map((each, index) => ({
      ...each,
      verdict: 'failed' as const,
      reason: { code: 'wrong-content' as const, message: `${'x'.repeat(index)} is wrong` },
    }))
    const errors = lines({ ...record, cases }).filter((line) => line.startsWith('::error'))
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)).toMatch(/^::error title=Attest::\d+ more causes: the report has all$/)
  })
})
