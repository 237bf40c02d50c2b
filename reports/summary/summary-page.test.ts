import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { waive } from '../../src/journal/record/waive.ts'
import { compareResults } from '../compare/compare-results.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticLookup as lookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { codeSpan } from './code-span.ts'
import { summaryPage } from './summary-page.ts'

const page = (record: RunRecord) => summaryPage(record, resultsOf(record), { lookup })

describe('summary.md', () => {
  const record = syntheticRecord()
  const text = page(record)

  it('begins with the verdict and the counts', () => {
    expect(text.split('\n')[0]).toBe('## ❌ Attest: non-conformant')
    expect(text).toContain(
      '| cases | passed | failed | error | not tested | not applicable | waived |',
    )
    expect(text).toContain('| 53 | 38 | 3 | 1 | 8 | 2 | 1 |')
  })

  it('shows for each broken promise what was expected and what came', () => {
    expect(text).toContain(
      [
        '- **`compute.attach:409:boat-in-use`** (MUST, member) at 2.1, 2.49',
        '  - promised: 409 when `the boat is moored elsewhere`',
        '  - found: `wrong-status: expected 409, got 200`',
        '  - request id `req-77`',
      ].join('\n'),
    )
    expect(text).toContain('  - at `/volumeAttachments/0/hull`: expected `no such property`, got')
  })

  it('keeps texts of a target from becoming markup', () => {
    const outside = text.replaceAll(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    expect(text).toContain('<script>')
    expect(outside).not.toContain('<')
    expect(text).not.toContain('\u001b')
  })

  it('names the waivers, used and unused', () => {
    const waiver = {
      reason: 'full',
      owner: 'port',
      issue: 'https://bugs.example/1',
      expires: '2031-12-31',
    }
    const own = waive(record.cases, [
      { ...waiver, requirement: 'compute.attach:409:boat-in-use' },
      { ...waiver, requirement: 'compute.list:404:*' },
    ])
    const waived = page({ ...record, ...own })
    expect(waived).toContain(
      '### Waived\n\n- 2 × `compute.attach:409:boat-in-use`: `full` (`port`, until 2031-12-31, `https://bugs.example/1`)',
    )
    expect(waived).toContain(
      '### Waivers that excuse no failure: delete them\n\n- 0 × `compute.list:404:*`',
    )
  })

  it('shows what changed since the baseline, regressions first', () => {
    const results = resultsOf(record)
    const baseline = {
      ...results,
      run: 'before',
      cases: results.cases.map((each) =>
        each.id === 'compute.attach:409:boat-in-use@2.49'
          ? { ...each, verdict: 'passed' as const }
          : each,
      ),
    }
    const comparison = compareResults(baseline, results)
    expect(summaryPage(record, results, { lookup, comparison })).toContain(
      '- **regressions**: `compute.attach:409:boat-in-use`, 1 case: passed → failed',
    )
  })

  it('fits into a comment on a pull request, however much is broken', () => {
    const [first] = record.cases
    if (first === undefined) throw new RangeError('no case')
    const many = Array.from({ length: 4000 }, (_, index) => ({
      ...first,
      planned: { ...first.planned, requirement: `compute.list:200:${index}` as const },
      verdict: 'failed' as const,
      reason: { code: 'wrong-content' as const, message: 'x'.repeat(5000) },
    }))
    const long = summaryPage({ ...record, cases: many }, resultsOf(record), { lookup })
    expect(long.length).toBeLessThan(50_000)
    expect(long).toContain('and 3975 more; the report has all')
  })
})

describe('code in Markdown', () => {
  it.each([
    ['plain', '`plain`'],
    ['a `b` c', '`` a `b` c ``'],
    ['``', '``` `` ```'],
    ['two\nlines', '`two\\nlines`'],
    ['', '(empty)'],
  ])('holds %j', (text, code) => {
    expect(codeSpan(text)).toBe(code)
  })
})
