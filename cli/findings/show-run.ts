import { relative } from 'node:path'
import { findRunDirectory } from '../../api/steps/run-directory.ts'
import { shown } from '../../reports/conversation/shown.ts'
import { packagedLookup } from '../../reports/operation-lookup.ts'
import { paintFor } from '../../reports/terminal/paint.ts'
import { shortened } from '../../reports/text/escape-controls.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import { UsageError } from '../errors/usage-error.ts'

const WIDTH = 160

/**
 * `attest show`: prints what a run knows of a finding, a case or an exchange. Throws UsageError for a
 * name that the run does not have.
 */
export async function showRun(run: string, named: string | undefined): Promise<void> {
  const { journal, path } = findRunDirectory(run)
  const record = await readJournal(journal)
  const screen = process.stdout
  const lines = shown(record, named, {
    all: record.cases,
    lookup: packagedLookup,
    paint: paintFor(screen),
    run: relative(process.cwd(), path) || '.',
    width: Math.max(80, screen.columns ?? WIDTH),
  })
  if (lines === undefined) {
    throw new UsageError(
      `${shortened(named ?? '', 100)} is neither a finding, a case nor an exchange of this run; attest show ${run} lists its findings`,
    )
  }
  screen.write(`${lines.join('\n')}\n`)
}
