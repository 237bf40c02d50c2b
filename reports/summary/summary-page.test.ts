import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { waive } from '../../src/journal/record/waive.ts'
import { compareResults } from '../compare/compare-results.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticLookup as lookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { codeSpan } from './code-span.ts'
import { summaryPage } from './summary-page.ts'

const page = (record: RunRecord) => summaryPage(record, resultsOf(record, lookup), { lookup })

describe('summary.md', () => {
  const record = syntheticRecord()
  const text = page(record)

  it('begins with the verdict and the counts', () => {
    expect(text).toMatch(/^## ❌ Attest: non-conformant \(a run of 13 of \d+ promises\)\n/)
    expect(text).toContain(
      '| cases | passed | failed | error | not tested | not applicable | waived |',
    )
    expect(text).toContain('| 53 | 38 | 3 | 1 | 8 | 2 | 1 |')
  })

  it('shows for each cause the promise, what was sent, what came and what differs', () => {
    expect(text).toContain('### Broken promises, by cause (2)')
    expect(text).toContain(
      [
        '- **F1** `compute.attach answers a success where it should refuse with 409` (2 cases of 1 promise)',
        '  - promise: `compute.attach:409:boat-in-use (MUST, member): 409 when the boat is moored elsewhere`',
      ].join('\n'),
    )
    expect(text).toContain('  - differs: `wrong-status: expected 409, got 200`')
    expect(text).toContain('  - where: `wrong at 2.1–2.49, right after')
    expect(text).toContain('  - request id: `req-77`')
    expect(text).not.toContain('not the target')
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
      reason: {
        code: 'wrong-content' as const,
        message: `${'x'.repeat(index)} ${'y'.repeat(5000)}`,
      },
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
