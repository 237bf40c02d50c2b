import { join } from 'node:path'
import { type JournalEvent, parseEvent } from './events/journal-event.ts'
import { JournalError } from './journal-error.ts'
import { journalLines } from './journal-lines.ts'
import type { EventPlace } from './record/event-store.ts'
import { FileStore } from './record/file-store.ts'
import { RunBook } from './record/run-book.ts'
import type { ResourceRecord, RunRecord } from './record/run-record.ts'

/** Where the journal of the run in a folder is. */
export const journalOf = (folder: string): string => join(folder, 'journal.ndjson')

/**
 * Reads the journal of a run, finished or not. A last line that a crash tore is left out. The
 * record reads exchanges and waits again whenever they are asked for, so the file has to stay.
 * Throws {@link JournalError} for a file that cannot be read or a line that is no event.
 */
export async function readJournal(file: string, trust: JournalTrust = {}): Promise<RunRecord> {
  const book = new RunBook(file, new FileStore(file))
  const events = journalEvents(file, trust)
  for await (const { event, line, place } of events) book.enter(event, line, place)
  return book.close()
}

/** What is known of a journal that is read. */
export interface JournalTrust {
  /** This process has written all of it: that a line is an event need not be found out. */
  readonly isOwn?: boolean
}

/**
 * What a run has made on the target, from its journal. Leaves out what is of no account for that, and
 * is nearly all of it. Throws like {@link readJournal}.
 */
export async function readResources(file: string): Promise<readonly ResourceRecord[]> {
  const book = new RunBook(file)
  for await (const { event, line } of journalEvents(file, { wanted: isOfResources }))
    book.enter(event, line)
  return book.close().resources
}

const isOfResources = (type: string): boolean =>
  type === 'run-started' || type.startsWith('resource-')

/** A line of a journal: what it says, its number from 1, where it lies, and its text. */
export interface JournalLine {
  readonly event: JournalEvent
  readonly line: number
  readonly place: EventPlace
  readonly text: string
}

/** How Attest begins each line. */
const TYPE = /^\{"type":"([a-z-]+)"/

/**
 * The events of a journal in their order, with their lines: those of the `wanted` types. Throws like
 * {@link readJournal}.
 */
export async function* journalEvents(
  file: string,
  { wanted, isOwn = false }: JournalTrust & { readonly wanted?: (type: string) => boolean } = {},
): AsyncGenerator<JournalLine> {
  const mayBeWanted = (beginning: string): boolean => {
    const type = TYPE.exec(beginning)?.[1]
    return type === undefined || wanted?.(type) !== false
  }
  const lines = journalLines(file, wanted && mayBeWanted)
  for await (const { text, number, ended, place } of lines) {
    if (text.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      if (!ended) return
      throw new JournalError(file, number, 'expected one JSON document on the line')
    }
    const parsed = isOwn ? { ok: true as const, event: value as JournalEvent } : parseEvent(value)
    if (!parsed.ok) throw new JournalError(file, number, parsed.problem)
    if (wanted?.(parsed.event.type) === false) continue
    yield { event: parsed.event, line: number, place, text }
  }
}
