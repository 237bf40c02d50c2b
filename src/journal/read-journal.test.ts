import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  journalText,
  SYNTHETIC_PLAN,
  syntheticEvents,
} from '../../reports/synthetic/synthetic-events.ts'
import { JournalError } from './journal-error.ts'
import { readJournal, readResources } from './read-journal.ts'

describe('reading a journal', () => {
  let directory = ''
  let file = ''

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'attest-journal-'))
    file = join(directory, 'journal.ndjson')
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  const read = async (text: string) => {
    await writeFile(file, text)
    return readJournal(file)
  }

  it('gives every planned case with its verdict, reason, exchanges and waits', async () => {
    const record = await read(journalText(syntheticEvents()))

    expect(record.cases.map(({ planned }) => planned.id)).toEqual(
      SYNTHETIC_PLAN.map(({ id }) => id),
    )
    expect(record.interrupted).toBe(false)
    const violated = record.cases.find(
      ({ planned }) => planned.id === 'compute.list:200:listed@2.60',
    )
    expect(violated).toMatchObject({
      verdict: 'failed',
      reason: { code: 'contract-violation' },
      requests: 2,
      durationMs: 1200,
      answers: ['POST 200'],
    })
    expect([...(violated?.waits ?? [])]).toEqual([
      { for: 'the boat to be in-use', ms: 250, polls: 3 },
    ])
    const exchanges = [...(violated?.exchanges ?? [])]
    expect(exchanges.map(({ phase, violations }) => [phase, violations.length])).toEqual([
      ['arrange', 0],
      ['act', 2],
    ])
    expect(violated?.exchanges).toHaveLength(exchanges.length)
  })

  it('gives up at a line without an end, before it fills the memory', async () => {
    await writeFile(file, journalText(syntheticEvents().slice(0, 2)))
    await truncate(file, 2 ** 30)

    await expect(readJournal(file)).rejects.toThrow(
      `${file}:3: is longer than any line that Attest writes`,
    )
  })

  it('knows the state of each resource and what was left over', async () => {
    const record = await read(journalText(syntheticEvents()))

    expect(record.resources).toMatchObject([
      { key: 'server-1', id: '11aa', gone: true },
      { key: 'volume-1', id: '22bb', gone: false },
    ])
    expect(record.leaked).toMatchObject([{ kind: 'volume', id: '22bb' }])
  })

  it('leaves out an incomplete last line, and reports cases without a verdict as interrupted', async () => {
    const events = syntheticEvents()
    const begun = events.findIndex(
      (event) => event.type === 'case-started' && event.case === 'compute.attach:200:attached@2.1',
    )
    const text = journalText(events.slice(0, begun + 2))
    const record = await read(text.slice(0, -30))

    expect(record.interrupted).toBe(true)
    expect(record.cases).toHaveLength(SYNTHETIC_PLAN.length)
    const reasonOf = (id: string) => record.cases.find(({ planned }) => planned.id === id)?.reason
    expect(reasonOf('compute.attach:200:attached@2.1')).toEqual({
      code: 'interrupted',
      message: 'the run ended while the case was under way',
    })
    expect(reasonOf('compute.attach:200:attached@2.49')).toEqual({
      code: 'interrupted',
      message: 'the run ended before the case began',
    })
    expect(reasonOf('compute.attach:403:reader-refused@2.49')?.code).toBe('missing-persona')
  })

  it('reports as left over what no check has seen gone', async () => {
    const record = await read(journalText(syntheticEvents().slice(0, 6)))

    expect(record.leaked).toEqual([
      { kind: 'server', id: '11aa', name: 'attest-server-1' },
      { kind: 'volume', name: 'attest-volume-1' },
    ])
  })

  it('leaves out a case without a verdict when the run claims to be complete', async () => {
    const events = syntheticEvents().filter(
      (event) => event.type !== 'case-finished' || event.case !== 'compute.attach:200:attached@2.1',
    )
    const record = await read(journalText(events))

    expect(record.planned).toHaveLength(SYNTHETIC_PLAN.length)
    expect(record.cases).toHaveLength(SYNTHETIC_PLAN.length - 1)
  })

  it('refuses to return an exchange that was changed after reading', async () => {
    const text = journalText(syntheticEvents())
    const record = await read(text)
    await writeFile(file, text.replaceAll('"durationMs":1', '"durationMs":2'))

    expect(() => [...record.filedExchanges]).toThrow('has been changed or taken away')
  })

  it.each([
    ['text that is not JSON', 'not json\n', ':1: expected one JSON document on the line'],
    ['a document that is no event', '[]\n', ':1: expected an event: an object with a "type"'],
    ['an unknown event', '\n{"type":"sunk"}\n', ':2: unknown type of event "sunk"'],
    [
      'a field of the wrong form',
      '{"type":"planned","at":7,"cases":[]}\n',
      ':1: event "planned": at',
    ],
    [
      'a target in the form of an earlier version',
      '{"type":"run-started","at":"2031-05-04T10:00:00.000Z","run":"x","suite":{"version":"0","specs":[]},"target":{"name":"x","authUrl":"x","personas":[]},"accepted":[]}\n',
      ':1: event "run-started": target.services: Invalid input: expected record, received undefined; if another version of Attest wrote it, read it with that version',
    ],
    [
      'a case that was not planned',
      '{"type":"case-started","at":"2031-05-04T10:00:00.000Z","case":"x"}\n',
      ':1: case x is not in the plan',
    ],
    ['a journal without a beginning', '', ': holds no run-started event'],
    [
      'a journal that a crash ended within its plan',
      journalText(
        syntheticEvents()
          .filter(({ type }) => type === 'run-started' || type === 'planned')
          .map((event) =>
            event.type === 'planned' ? { ...event, of: event.cases.length + 1 } : event,
          ),
      ),
      `: ends within its plan of ${SYNTHETIC_PLAN.length + 1} cases`,
    ],
  ])('refuses %s in one line that names file and line', async (_what, text, message) => {
    const error: unknown = await read(text).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(JournalError)
    expect(error).toHaveProperty('message', expect.stringContaining(`${file}${message}`))
    expect(String(error)).not.toContain('\n')
  })

  it('reports a missing journal', async () => {
    await expect(readJournal(join(directory, 'none'))).rejects.toThrow('no such file')
  })
})

describe('reading only the events about resources', () => {
  it('gives the same as reading everything', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'attest-journal-'))
    const file = join(directory, 'journal.ndjson')
    await writeFile(file, journalText(syntheticEvents()))

    expect(await readResources(file)).toEqual((await readJournal(file)).resources)
    await rm(directory, { recursive: true })
  })

  it('finds them between lines of any length, and names a line that is no event', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'attest-journal-'))
    const file = join(directory, 'journal.ndjson')
    // // Longer than one read of the file.
    const others = [1, 100_000, 300_000].map(
      (length) => `{"type":"waited","for":"${'x'.repeat(length)}`,
    )
    const lines = journalText(syntheticEvents())
      .trimEnd()
      .split('\n')
      .flatMap((line, index) => [others[index % 3] ?? '', line])
    await writeFile(file, `${lines.join('\n')}\n`)
    const found = await readResources(file)
    await writeFile(file, `${[...lines, '{"type":"resource-gone"}'].join('\n')}\n`)

    expect(found.map(({ key }) => key)).toEqual(['server-1', 'volume-1'])
    await expect(readResources(file)).rejects.toThrow(`:${lines.length + 1}`)
    await rm(directory, { recursive: true })
  })
})
