import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { paintFor } from './paint.ts'
import { terminalSummary } from './terminal-summary.ts'

const record = syntheticRecord()
const results = resultsOf(record)
const options = {
  lookup: syntheticLookup,
  contracts: loadContracts(),
  reports: [{ name: 'matrix', path: 'reports/runs/r1/matrix.html' }],
}

describe('the summary at the end of a run', () => {
  const plain = terminalSummary(record, results, options)

  it('begins and ends with the verdict, and of a part of the promises says so', () => {
    const lines = plain.trimEnd().split('\n')
    const [verdict, counts] = lines

    expect(verdict).toMatch(/^NON-CONFORMANT \(a run of 13 of \d+ promises\) {2}harbour/)
    expect(lines.at(-1)).toMatch(/^NON-CONFORMANT \(a run of 13 of \d+ promises\) {2}harbour/)
    expect(counts).toBe(
      '53 cases: ✓ 38 passed, ✗ 3 failed, ! 1 error, ? 8 not tested, – 2 not applicable, w 1 waived',
    )
  })

  it('shows how much of the contracts was tested', () => {
    expect(plain).toMatch(
      /^tested \d+ of \d+ requirements, passed cases for \d+ of \d+ documented/m,
    )
  })

  it('has a table of operations and status codes where nothing is broken', () => {
    const passed = record.cases.filter(({ verdict }) => verdict !== 'failed')
    const good = terminalSummary({ ...record, cases: passed }, results, options)

    expect(good).toMatch(/^ +200 +400 +403 +404 +409$/m)
    expect(good).toMatch(/^compute\.attach +✓ 5 +✓ 5 +\? 5 +! 1\/5 +✓ \d+$/m)
    expect(plain).not.toMatch(/^compute\.attach +✓/m)
  })

  it('shows for each cause the promise, what was sent, what came, what differs, and where', () => {
    expect(plain).toContain('Broken promises have 2 causes')
    expect(plain).toContain('✗ F1 compute.attach answers a success where it should refuse with 409')
    expect(plain).toContain(
      'promise   compute.attach:409:boat-in-use (MUST, member): 409 when the boat is moored elsewhere',
    )
    expect(plain).toContain('document  https://docs.example/compute#compute-attach (Attach a boat)')
    expect(plain).toContain('differs   wrong-status: expected 409, got 200')
    expect(plain).toContain('where     wrong at 2.1–2.49, right after')
    expect(plain).toContain('more      attest show 20310504T100000Z-7f3a F1')
  })

  it('fits on a screen, whatever went wrong', () => {
    const many = record.cases.map((each, index) => ({
      ...each,
      verdict: index % 2 === 0 ? ('failed' as const) : ('error' as const),
      reason: { code: 'wrong-content' as const, message: `${'x'.repeat(index)} is wrong` },
    }))
    const full = terminalSummary({ ...record, cases: many }, results, options)

    expect(full.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
    expect(plain.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
    expect(full).toMatch(/^and \d+ more: attest show /m)
  })

  it('has advice about a gap, unless it is accepted', () => {
    const open = { ...record, cases: record.cases.filter(({ verdict }) => verdict !== 'failed') }
    const told = terminalSummary(open, results, options)
    expect(told).toContain('? missing-persona: 8 cases\n')
    expect(told).toContain('--accept-not-tested missing-persona')
    const accepted = terminalSummary({ ...open, accepted: ['missing-persona'] }, results, options)
    expect(accepted).toContain('? missing-persona: 8 cases, accepted\n')
    expect(accepted).not.toContain('--accept-not-tested')
  })

  it('lists recommendations that were not followed separately, unless the run is strict', () => {
    const [hint] = record.cases.filter(({ planned }) => planned.level === 'SHOULD')
    if (hint === undefined) throw new TypeError('no recommendation in the synthetic run')
    const reason = { code: 'wrong-status', message: 'expected 200, got 404' } as const
    const failed = { ...hint, verdict: 'failed', reason } as const
    const told = (strict: boolean) => {
      const one = { ...record, strict, planned: [hint.planned], cases: [failed] }
      return terminalSummary(one, resultsOf(one), options)
    }

    expect(told(false)).toMatch(/^INCONCLUSIVE \(a run of 1 of \d+ promises\)/)
    expect(told(false)).toContain('of these 1 are recommendations, 1 failed; they are not part')
    expect(told(false)).toContain('Recommendations not followed (SHOULD, not part of the verdict)')
    expect(told(false)).not.toContain('Broken promises')
    expect(told(true)).toMatch(/^NON-CONFORMANT/)
    expect(told(true)).toContain('Broken promises')
    expect(told(true)).not.toContain('Recommendations not followed')
  })

  it('names what was left behind and where the reports are', () => {
    const open = { ...record, cases: record.cases.filter(({ verdict }) => verdict !== 'failed') }
    expect(terminalSummary(open, results, options)).toContain('volume 22bb attest-volume-1')
    expect(plain).toContain('Left behind on the target: 1 → attest cleanup removes them')
    expect(plain).toContain('\nmatrix  reports/runs/r1/matrix.html\n')
  })

  it('lets no control character of the target reach the terminal', () => {
    expect(plain).not.toMatch(/[^\P{Cc}\n]/u)
    expect(plain).not.toMatch(/\p{Cf}/u)
  })

  it('has the same text in colour', () => {
    const coloured = terminalSummary(record, results, { ...options, screen: { isTTY: true } })

    expect(stripVTControlCharacters(coloured).replace(/ +$/gm, '')).toBe(plain.replace(/ +$/gm, ''))
  })
})

describe('colour', () => {
  it('is used on terminals that do not refuse it', () => {
    expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe('\u001b[31mx\u001b[39m')
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x')
    expect(paintFor({}, {})('red', 'x')).toBe('x')
  })
})
