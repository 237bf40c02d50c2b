import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlannedCase } from '../../src/plan/case.ts'
import type { JournalEvent } from '../../src/run/journal-event.ts'
import { readJournal } from '../read-journal.ts'
import { journalText, SYNTHETIC_PLAN, syntheticEvents } from '../synthetic/synthetic-events.ts'
import { PerformedCases } from './performed-cases.ts'

let directory: string
let journal: string
let performed: PerformedCases
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'attest-performed-'))
  journal = join(directory, 'journal.ndjson')
  writeFileSync(journal, '')
})
afterEach(() => {
  performed.close()
  rmSync(directory, { recursive: true })
})

const isOf = (event: JournalEvent, { id }: PlannedCase): boolean =>
  'case' in event && event.case === id
const planned = (id: string): PlannedCase => {
  const found = SYNTHETIC_PLAN.find((each) => each.id === id)
  if (found === undefined) throw new RangeError(id)
  return found
}
const ATTACHED = planned('compute.attach:200:attached@2.1')

test('A case is told as the reader of the whole journal tells it', async () => {
  performed = new PerformedCases(journal, 0, SYNTHETIC_PLAN)
  writeFileSync(journal, journalText(syntheticEvents()))

  const told = SYNTHETIC_PLAN.map(({ id }) => performed.take(id))

  const { cases } = await readJournal(journal)
  const expected = cases.map(
    ({ answers: _a, ended: _e, unfinished: _u, violations: _v, ...record }) => ({
      ...record,
      exchanges: [...record.exchanges],
      waits: [...record.waits],
    }),
  )
  expect(told).toEqual(expected)
})

test('A case is told when it has ended, and once', () => {
  performed = new PerformedCases(journal, 0, SYNTHETIC_PLAN)
  const lines = syntheticEvents()
    .filter((event) => isOf(event, ATTACHED))
    .map((event) => `${JSON.stringify(event)}\n`)
  appendFileSync(journal, lines.slice(0, -1).join(''))
  expect(performed.take(ATTACHED.id)).toBeUndefined()

  appendFileSync(journal, lines.slice(-1).join(''))

  expect(performed.take(ATTACHED.id)).toMatchObject({ planned: ATTACHED, verdict: 'passed' })
  expect(performed.take(ATTACHED.id)).toBeUndefined()
})

test('What was told of a case before it was taken up again is no part of it', () => {
  const own = syntheticEvents().filter((event) => isOf(event, ATTACHED))
  writeFileSync(journal, journalText(own))
  performed = new PerformedCases(journal, statSync(journal).size, [ATTACHED])
  expect(performed.take(ATTACHED.id)).toBeUndefined()

  appendFileSync(journal, journalText(own))

  expect([...(performed.take(ATTACHED.id)?.exchanges ?? [])]).toHaveLength(2)
})

test('A case that is not to be performed is not told', () => {
  performed = new PerformedCases(journal, 0, [])
  writeFileSync(journal, journalText(syntheticEvents()))

  expect(performed.take(ATTACHED.id)).toBeUndefined()
})
