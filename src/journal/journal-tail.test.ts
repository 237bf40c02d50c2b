import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JournalEvent } from './events/journal-event.ts'
import { JournalTail } from './journal-tail.ts'

let directory: string
let path: string
let tail: JournalTail
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'attest-tail-'))
  path = join(directory, 'journal.ndjson')
})
afterEach(() => {
  tail.close()
  rmSync(directory, { recursive: true })
})

const gone = (key: string): JournalEvent => ({
  type: 'resource-gone',
  at: '2026-01-01T00:00:00.000Z',
  key,
})
const lineOf = (key: string): string => `${JSON.stringify(gone(key))}\n`

test('Each appended event is returned once', () => {
  writeFileSync(path, lineOf('first'))
  tail = new JournalTail(path)

  expect(tail.read()).toEqual([gone('first')])
  expect(tail.read()).toEqual([])
  appendFileSync(path, lineOf('second') + lineOf('third'))
  expect(tail.read()).toEqual([gone('second'), gone('third')])
})

test('A reader may begin after the events that are already there', () => {
  writeFileSync(path, lineOf('before'))
  tail = new JournalTail(path, lineOf('before').length)

  appendFileSync(path, lineOf('after'))

  expect(tail.read()).toEqual([gone('after')])
})

test('A line is returned when it is complete, wherever it was cut', () => {
  const bytes = Buffer.from(lineOf('Schiff über Öland ⛵'))
  writeFileSync(path, '')
  tail = new JournalTail(path)

  for (let cut = 0; cut < bytes.length; cut += 1) {
    expect(tail.read()).toEqual([])
    appendFileSync(path, bytes.subarray(cut, cut + 1))
  }

  expect(tail.read()).toEqual([gone('Schiff über Öland ⛵')])
})

test('When the beginning of a line is taken back, the line in its place is read from its own beginning', () => {
  writeFileSync(path, lineOf('first'))
  tail = new JournalTail(path)
  appendFileSync(path, '{"type":"resou')
  expect(tail.read()).toEqual([gone('first')])
  expect(tail.read()).toEqual([])

  truncateSync(path, lineOf('first').length)
  appendFileSync(path, lineOf('second'))

  expect(tail.read()).toEqual([gone('second')])
})

test('A line may be longer than one read', () => {
  const long = 'x'.repeat(300_000)
  writeFileSync(path, lineOf('first') + lineOf(long) + lineOf('last'))
  tail = new JournalTail(path)

  expect([...tail.unread()]).toEqual([gone('first'), gone(long), gone('last')])
  expect(tail.read()).toEqual([])
})
