import { JournalError } from '../../src/journal/journal-error.ts'
import { type JournalHandler, readEvents } from '../../src/journal/read-events.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'

const WANTED: ReadonlySet<string> = new Set(['run-started', 'exploration-started', 'case-started'])

/**
 * The version and the contracts that judged a run, and whether it is an exploration. Throws JournalError
 * for a file that is no journal.
 */
export async function suiteOf(
  journal: string,
): Promise<RunRecord['suite'] & { readonly isExploration: boolean }> {
  let suite: RunRecord['suite'] | undefined
  let isExploration = false
  const first: JournalHandler = {
    enter: ({ type, ...event }) => {
      if (type === 'run-started' && 'suite' in event) suite = event.suite
      else isExploration = type === 'exploration-started'
      return type === 'run-started' ? undefined : 'enough is known'
    },
  }
  await readEvents(journal, [first], { wanted: (type) => WANTED.has(type) })
  if (suite === undefined) throw new JournalError(journal, undefined, 'holds no run-started event')
  return { ...suite, isExploration }
}
