import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadContracts } from '../openapi/load-contract.ts'
import { explainedBy } from './explained-by.ts'
import { judge } from './judge-response.ts'
import { RecordingError, readRecordedExchanges } from './recorded-exchanges.ts'

const EXCHANGE = {
  id: '1',
  at: '2026-01-01T00:00:00.000Z',
  durationMs: 4,
  service: 'compute',
  operation: 'compute.show',
  persona: 'member',
  microversion: '2.10',
  request: { method: 'GET', url: '/servers', headers: {}, body: { kind: 'empty' } },
  response: { status: 200, headers: {}, body: { kind: 'json', value: null } },
}

describe('reading a recording', () => {
  it('gives one exchange for each line', () => {
    const line = JSON.stringify(EXCHANGE)
    expect(read(`${line}\n${line}\n`)).toEqual([EXCHANGE, EXCHANGE])
  })

  it.each([
    ['a line that is no JSON', '{', 'line 2: is not JSON'],
    ['a microversion that is none', { ...EXCHANGE, microversion: 2.1 }, 'line 2: microversion'],
    ['a member that is unknown', { ...EXCHANGE, token: 'x' }, 'line 2'],
  ])('refuses %s and names the line', (_what, second, says) => {
    const line = typeof second === 'string' ? second : JSON.stringify(second)
    expect(() => read(`\n${line}`)).toThrow(RecordingError)
    expect(() => read(`\n${line}`)).toThrow(says)
  })
})

// Answers of real services. A violation in them is either a false alarm of ours, or a bug of upstream
// for which the contract has an erratum.
const folder = join(import.meta.dirname, 'recorded')

describe('judging recorded exchanges', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
  const contracts = loadContracts()

  it('has a recording of every operation', () => {
    const recorded = files.flatMap((file) => readRecordedExchanges(join(folder, file)))
    const operations = new Set(recorded.map(({ operation }) => operation))
    for (const { operations: known } of contracts.values()) {
      for (const { id } of known) expect(operations).toContain(id)
    }
  })

  it.each(files)('finds nothing in %s that no erratum explains', (file) => {
    const exchanges = readRecordedExchanges(join(folder, file))
    expect(exchanges.some(({ operation }) => operation !== undefined)).toBe(true)
    const unexplained = exchanges.flatMap((exchange) =>
      judge(exchange, contracts)
        .filter((violation) => explainedBy(violation, exchange, contracts) === undefined)
        .map((violation) => ({
          exchange: exchange.id,
          operation: exchange.operation,
          ...violation,
        })),
    )
    expect(unexplained).toEqual([])
  })
})

function read(text: string) {
  const scratch = mkdtempSync(join(tmpdir(), 'attest-recording-'))
  try {
    writeFileSync(join(scratch, 'a.ndjson'), text)
    return readRecordedExchanges(join(scratch, 'a.ndjson'))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
