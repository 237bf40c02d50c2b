import { join } from 'node:path'
import { ChainReader } from './journal-chain.ts'
import { JournalError } from './journal-error.ts'
import { type JournalHandler, type ReadingOptions, readEvents } from './read-events.ts'
import { FileStore } from './record/file-store.ts'
import { RunBook } from './record/run-book.ts'
import type { ResourceRecord, RunRecord } from './record/run-record.ts'

/** The path of the journal in the folder of a run. */
export const journalOf = (folder: string): string => join(folder, 'journal.ndjson')

/**
 * Reads the journal of a run, finished or not. The record reads exchanges and waits again whenever
 * they are asked for, so the file must not be removed. Throws {@link JournalError} for a file that
 * cannot be read, a line that is no event, and events that contradict each other.
 */
export async function readJournal(
  file: string,
  { isOwn = false }: Pick<ReadingOptions, 'isOwn'> = {},
): Promise<RunRecord> {
  const book = new RunBook(file, new FileStore(file))
  await readAll(file, [NO_EXPLORATION, book], { isOwn })
  return book.close()
}

/**
 * Like {@link readJournal}, for a journal that must be unchanged: throws {@link JournalError} also
 * where its chain is broken. `head` is the digest in which it ends. `mayExplore`: it may be that of an
 * exploration, which is a run without cases.
 */
export async function readUnchanged(
  file: string,
  { mayExplore = false }: { readonly mayExplore?: boolean } = {},
): Promise<{ readonly record: RunRecord; readonly head: string }> {
  const chain = new ChainReader()
  const book = new RunBook(file, new FileStore(file))
  await readAll(file, [...(mayExplore ? [] : [NO_EXPLORATION]), chain, book])
  return { record: book.close(), head: chain.head }
}

/**
 * Reads what a run has created on the target from its journal. Skips all other events, which are
 * nearly all of it. Throws like {@link readJournal}.
 */
export async function readResources(file: string): Promise<readonly ResourceRecord[]> {
  const book = new RunBook(file)
  await readAll(file, [book], { wanted: isOfResources })
  return book.close().resources
}

/** What is read as a run must be one: an exploration has no verdict of a run. */
export const NO_EXPLORATION: JournalHandler = {
  enter: ({ type }) =>
    type === 'exploration-started'
      ? 'is an exploration, and no run: attest report and attest verify tell what it has found'
      : undefined,
}

const isOfResources = (type: string): boolean =>
  type === 'run-started' || type.startsWith('resource-')

async function readAll(
  file: string,
  handlers: readonly JournalHandler[],
  options: ReadingOptions = {},
): Promise<void> {
  const found = await readEvents(file, handlers, options)
  if (found === undefined) return
  const { event, line, problem } = found
  throw new JournalError(
    file,
    event.type === 'exploration-started' ? undefined : line.number,
    problem,
  )
}
