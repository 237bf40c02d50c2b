import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MIB, readInputFile } from '../../src/input-file.ts'
import { journalOf, readJournal } from '../../src/journal/read-journal.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { resultsOf } from './results.ts'
import { ResultsError } from './results-error.ts'
import { type Results, resultsSchema } from './results-schema.ts'

/** The results of a run, with its record where the journal is available. */
export interface KnownRun {
  readonly results: Results
  readonly record?: RunRecord
}

/**
 * The results of a run from its folder (read from the journal, which is the source of all reports),
 * from its journal, or from a `results.json`. Throws {@link ResultsError} and JournalError.
 */
export async function readRun(path: string): Promise<KnownRun> {
  const journal = journalAt(path)
  if (journal !== undefined) {
    const record = await readJournal(journal)
    return { results: resultsOf(record), record }
  }
  const folder = (await stat(path).catch(() => undefined))?.isDirectory() === true
  return { results: await readResults(folder ? join(path, 'results.json') : path) }
}

function journalAt(path: string): string | undefined {
  if (basename(path) === 'journal.ndjson') return path
  const inside = journalOf(path)
  return existsSync(inside) ? inside : undefined
}

/** The largest results so far have 20 MB. */
const LARGEST_RESULTS = 256 * MIB

/** Reads a `results.json`. Throws {@link ResultsError}. */
async function readResults(file: string): Promise<Results> {
  let text: string
  try {
    text = readInputFile(file, LARGEST_RESULTS).toString('utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    const reason = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`
    throw new ResultsError(file, `${reason}: expected a results.json or the folder of a run`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ResultsError(file, 'is not JSON: expected the results.json of a run')
  }
  const parsed = resultsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ResultsError(
    file,
    `is not the results.json of a run by this version of Attest: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}; render it again with attest report, or give the folder of the run`,
  )
}
