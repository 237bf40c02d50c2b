import { RunBook } from '../../src/journal/record/run-book.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { syntheticEvents } from './synthetic-events.ts'

/** The record of the synthetic run. */
export function syntheticRecord(): RunRecord {
  const book = new RunBook('synthetic')
  for (const event of syntheticEvents()) book.enter(event)
  return book.close()
}
