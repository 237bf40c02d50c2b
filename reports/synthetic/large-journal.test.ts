import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readJournal } from '../../src/journal/read-journal.ts'
import { RunBook } from '../../src/journal/record/run-book.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { operationLookup } from '../../src/openapi/operation-lookup.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { gateReports } from '../gate-reports.ts'
import { renderRun } from '../render-run.ts'
import { journalLinesOf, largeJournal } from './large-journal.ts'

const CASES = 250

describe('a large journal', () => {
  const contracts = loadContracts()
  const events = () => largeJournal(CASES, contracts.values())
  let run = ''

  beforeAll(async () => {
    run = await mkdtemp(join(tmpdir(), 'attest-large-'))
    await writeAtomically(join(run, 'journal.ndjson'), journalLinesOf(events()))
  })

  afterAll(() => rm(run, { recursive: true, force: true }))

  it('gives the same results from its file as from its events in memory', async () => {
    const book = new RunBook('large')
    for (const event of events()) book.enter(event)
    const held = book.close()
    const read = await readJournal(join(run, 'journal.ndjson'))

    const whole = ({ cases, filedExchanges, sharedExchanges, ...rest }: RunRecord) => ({
      ...rest,
      cases: cases.map((each) => ({
        ...each,
        exchanges: [...each.exchanges],
        waits: [...each.waits],
      })),
      filedExchanges: [...filedExchanges],
      sharedExchanges: [...sharedExchanges],
    })
    expect(isDeepStrictEqual(whole(read), whole(held))).toBe(true)
    expect(read.cases.every(({ exchanges }) => exchanges.length >= 2)).toBe(true)
  })

  it('is as large as the journal of a real run', async () => {
    const { length } = await readFile(join(run, 'journal.ndjson'))
    expect(length / CASES).toBeGreaterThan(5_000)
    expect(length / CASES).toBeLessThan(15_000)
  })

  it('has all cases in every report', async () => {
    const lookup = operationLookup(contracts)
    const { results } = await renderRun(run, { lookup, further: gateReports(lookup, undefined) })
    const text = (file: string) => readFile(join(run, file), 'utf8')

    expect(results.counts).toMatchObject({ cases: CASES, failed: 2, error: 1, notTested: 1 })
    expect((await text('junit.xml')).match(/<testcase /g)).toHaveLength(CASES)
    expect(JSON.parse(await text('ctrf.json')).results.tests).toHaveLength(CASES)
    expect(JSON.parse(await text('results.json'))).toEqual(results)
    expect(JSON.parse(await text('exchanges.har')).log.entries).toHaveLength(
      results.timing.requests,
    )
    expect((await text('matrix.html')).match(/@[23]\.\d+<\/td>/g)).toHaveLength(CASES)
  })
})
