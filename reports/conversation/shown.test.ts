import { describe, expect, it } from 'vitest'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { paintFor } from '../terminal/paint.ts'
import { shown } from './shown.ts'

const record = syntheticRecord()
const context = {
  all: record.cases,
  lookup: syntheticLookup,
  paint: paintFor({}),
  run: 'reports/latest',
  width: 160,
}
const text = (named?: string) => (shown(record, named, context) ?? []).join('\n')
const exchangeOf = (id: string) =>
  [...(record.cases.find(({ planned }) => planned.id === id)?.exchanges ?? [])].at(-1)?.exchange.id

describe('what attest show prints', () => {
  it('is every finding where nothing is named', () => {
    expect(text()).toMatch(/^✗ F1 /)
    expect(text()).toContain('✗ F2 ')
    expect(text()).toContain('! F3 ')
  })

  it.each(['F1', 'f1'])(
    'is for %s its first case as a conversation, and its other cases',
    (named) => {
      expect(text(named)).toContain('✗ failed  compute.attach:409:boat-in-use@2.1 (MUST, member)')
      expect(text(named)).toMatch(/^→ POST \/v2\.1\/servers\/.* at 2\.1 as member$/m)
      expect(text(named)).toMatch(/^← 200 {2}40 ms|^← 200 {2}\d+ ms, exchange x\d+, req-77$/m)
      expect(text(named)).toContain('  compute.attach:409:boat-in-use@2.49')
      expect(text(named)).toContain('attest waive reports/latest F1 --owner NAME --until DATE')
    },
  )

  it('is for a case what was arranged, tested and waited for', () => {
    const lines = text('compute.list:200:listed@2.60').split('\n')

    expect(lines).toContain('Arranged')
    expect(lines).toContain('Tested')
    expect(lines).toContain('0.3 s for the boat to be in-use (3 polls)')
    expect(lines.filter((line) => line.startsWith('  ✗ '))).toHaveLength(2)
  })

  it('is for an exchange every header and the command that repeats it', () => {
    const lines = text(exchangeOf('compute.list:200:listed@2.60')).split('\n')

    expect(lines[0]).toBe('of case compute.list:200:listed@2.60')
    expect(lines).toContain('  x-openstack-request-id: req-77')
    expect(lines).toContain('Repeat it')
    expect(lines.join('\n')).toContain('$OS_TOKEN')
    expect(lines.filter((line) => line.startsWith('  ✗ '))).toHaveLength(2)
  })

  it('is nothing for what the run does not have', () => {
    expect(shown(record, 'F99', context)).toBeUndefined()
    expect(shown(record, 'compute.list:200:listed@9.9', context)).toBeUndefined()
  })

  it('has no control character of the target', () => {
    const ids = record.cases.map(({ planned }) => planned.id)
    for (const named of ['F1', 'F2', 'F3', ...ids, exchangeOf('compute.list:200:listed@2.60')]) {
      expect(text(named)).not.toMatch(/[^\P{Cc}\n]/u)
      expect(text(named)).not.toMatch(/\p{Cf}/u)
    }
  })
})
