import { ChainReader } from './journal-chain.ts'
import { JournalError } from './journal-error.ts'
import { journalEvents } from './read-journal.ts'

/** What is said of a line that its chain does not lead to. */
export const NOT_AS_WRITTEN =
  'is not what was written there: it does not continue the chain of the lines before'

/** Follows the chain of a journal to its end. Throws {@link JournalError} where it is broken. */
export async function readChain(file: string): Promise<ChainReader> {
  const chain = new ChainReader()
  for await (const { line, text } of journalEvents(file)) {
    if (!chain.follows(text)) throw new JournalError(file, line, NOT_AS_WRITTEN)
  }
  return chain
}
