import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JournalEvent } from './events/journal-event.ts'
import { headOf, Journal, now } from './journal.ts'
import { ChainReader } from './journal-chain.ts'

let directory: string
let path: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'attest-journal-'))
  path = join(directory, 'journal.ndjson')
})
afterEach(() => rm(directory, { recursive: true }))

const GONE: JournalEvent = {
  type: 'resource-gone',
  at: '2026-01-01T00:00:00.000Z',
  key: 'volume-1',
}

test('An event is one line of JSON, in the file as soon as it is appended', async () => {
  const journal = new Journal(path)
  const odd = { ...GONE, key: 'two\nlines  and "quotes"' }

  journal.append(GONE)
  expect(await lines()).toEqual([GONE])

  journal.append(odd)
  expect(await lines()).toEqual([GONE, odd])
  journal.close()
})

test('Events that were appended durably keep their place among the others', async () => {
  const journal = new Journal(path)
  const created: JournalEvent = { ...GONE, type: 'resource-created', id: 'v' }

  journal.append(GONE)
  journal.appendDurably(created)
  journal.append(GONE)

  expect(await lines()).toEqual([GONE, created, GONE])
  journal.close()
})

test('An existing journal is continued, not overwritten', async () => {
  const first = new Journal(path)
  first.append(GONE)
  first.close()

  const second = new Journal(path)
  second.append({ ...GONE, key: 'volume-2' })
  second.close()

  expect(await lines()).toMatchObject([{ key: 'volume-1' }, { key: 'volume-2' }])
})

test('An incomplete last line, which a crash left, is cut off before the next is written', async () => {
  const before = new Journal(path)
  before.append(GONE)
  before.close()
  await appendFile(path, '{"type":"resource-cre')

  const journal = new Journal(path)
  journal.append({ ...GONE, key: 'volume-2' })
  journal.close()

  expect(await lines()).toMatchObject([{ key: 'volume-1' }, { key: 'volume-2' }])
})

test('Two processes that write to one journal do not overwrite each other', async () => {
  const leader = new Journal(path)
  const performer = new Journal(path)

  for (let turn = 0; turn < 20; turn += 1) {
    leader.append({ ...GONE, key: `leader-${turn}` })
    performer.append({ ...GONE, key: `performer-${turn}` })
  }

  expect(await lines()).toHaveLength(40)
  leader.close()
  performer.close()
})

test('A writer that is alone continues where an earlier one ended, and a later one continues where it ends', async () => {
  const leader = new Journal(path)
  leader.append({ ...GONE, key: 'before' })

  const performer = new Journal(path, { alone: true })
  for (const key of ['first', 'second', 'third']) performer.append({ ...GONE, key })
  performer.close()
  leader.append({ ...GONE, key: 'after' })
  leader.close()

  const keys = ['before', 'first', 'second', 'third', 'after']
  expect(await lines()).toEqual(keys.map((key) => ({ ...GONE, key })))
})

test('Only the owner of a journal may read it', async () => {
  new Journal(path).close()

  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('A closed journal refuses further events', () => {
  const journal = new Journal(path)
  journal.close()

  expect(() => journal.append(GONE)).toThrow()
})

test('The present time is written in milliseconds', () => {
  expect(now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

/** The events in the file. Checks that each line continues the chain. */
async function lines(): Promise<unknown[]> {
  const text = await readFile(path, 'utf8')
  expect(text.endsWith('\n')).toBe(true)
  const chain = new ChainReader()
  const events = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => {
      expect(chain.follows(line), line).toBe(true)
      const { chain: _, ...event } = JSON.parse(line)
      return event
    })
  expect(headOf(path)).toBe(chain.head)
  return events
}
