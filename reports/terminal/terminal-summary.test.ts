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

  it('begins with the verdict and the counts', () => {
    const [verdict, counts] = plain.split('\n')

    expect(verdict).toMatch(/^NON-CONFORMANT {2}harbour/)
    expect(counts).toBe(
      '53 cases: ✓ 38 passed, ✗ 3 failed, ! 1 error, ? 8 not tested, – 2 not applicable, w 1 waived',
    )
  })

  it('shows how much of the contracts was tested', () => {
    expect(plain).toMatch(
      /^tested \d+ of \d+ requirements, passed cases for \d+ of \d+ documented/m,
    )
  })

  it('has a table of operations and status codes', () => {
    expect(plain).toMatch(/^ +200 +400 +403 +404 +409$/m)
    expect(plain).toMatch(/^compute\.attach +✓ 5 +✓ 5 +\? 5 +! 1\/5 +✗ 2\/10$/m)
  })

  it('shows for a broken promise what was expected and what came, where, and in which exchange', () => {
    expect(plain).toContain('✗ compute.attach:409:boat-in-use (MUST, member) at 2.1, 2.49')
    expect(plain).toContain('promised  409 when the boat is moored elsewhere')
    expect(plain).toContain('found     wrong-status: expected 409, got 200')
    expect(plain).toContain('at header x-openstack-request-id: expected the header, got nothing')
    expect(plain).toMatch(/evidence {2}POST .* → 200 .*exchange x\d+, request id req-77/)
  })

  it('has advice about a gap, unless it is accepted', () => {
    expect(plain).toContain('? missing-persona: 8 cases\n')
    expect(plain).toContain('--accept-not-tested missing-persona')
    const accepted = terminalSummary({ ...record, accepted: ['missing-persona'] }, results, options)
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

    expect(told(false)).toMatch(/^INCONCLUSIVE/)
    expect(told(false)).toContain('of these 1 are recommendations, 1 failed; they are not part')
    expect(told(false)).toContain('Recommendations not followed (SHOULD, not part of the verdict)')
    expect(told(false)).not.toContain('Broken promises')
    expect(told(true)).toMatch(/^NON-CONFORMANT/)
    expect(told(true)).toContain('Broken promises')
    expect(told(true)).not.toContain('Recommendations not followed')
  })

  it('names what was left behind and where the reports are', () => {
    expect(plain).toContain('volume 22bb attest-volume-1')
    expect(plain.trimEnd().endsWith('matrix  reports/runs/r1/matrix.html')).toBe(true)
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
