import { createReadStream } from 'node:fs'
import type { JournalEvent } from '../src/run/journal-event.ts'
import { JournalError } from './journal-error.ts'
import { parseEvent } from './journal-schema.ts'
import { RunBook } from './run-book.ts'
import type { RunRecord } from './run-record.ts'

/**
 * Reads the journal of a run, finished or not. A last line that a crash tore is left out.
 * Throws {@link JournalError} for a file that cannot be read or a line that is no event.
 */
export async function readJournal(file: string): Promise<RunRecord> {
  const book = new RunBook(file)
  for await (const { event, line } of journalEvents(file)) book.enter(event, line)
  return book.close()
}

interface Line {
  readonly text: string
  readonly number: number
  /** False for text after the last line feed: it may be a part of a line only. */
  readonly ended: boolean
}

async function* lines(file: string): AsyncGenerator<Line> {
  let number = 0
  let rest = ''
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
      const parts = `${rest}${chunk}`.split('\n')
      rest = parts.pop() ?? ''
      for (const text of parts) yield { text, number: ++number, ended: true }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new JournalError(file, undefined, unreadable(error.code))
  }
  if (rest !== '') yield { text: rest, number: ++number, ended: false }
}

const unreadable = (code: unknown): string =>
  code === 'ENOENT'
    ? 'no such file: a run leaves a journal.ndjson in its folder'
    : `cannot be read (${String(code)})`

/** A line of a journal: what it says, its number from 1, and its text. */
export interface JournalLine {
  readonly event: JournalEvent
  readonly line: number
  readonly text: string
}

/** The events of a journal in their order, with their lines; throws like {@link readJournal}. */
export async function* journalEvents(file: string): AsyncGenerator<JournalLine> {
  for await (const { text, number, ended } of lines(file)) {
    if (text.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      if (!ended) return
      throw new JournalError(file, number, 'expected one JSON document on the line')
    }
    const parsed = parseEvent(value)
    if (!parsed.ok) throw new JournalError(file, number, parsed.problem)
    yield { event: parsed.event, line: number, text }
  }
}
