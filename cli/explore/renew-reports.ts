import { openRunDirectory } from '../../api/steps/run-directory.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { whileAlone } from '../../src/run/run-lock.ts'
import { reportExploration } from './report-exploration.ts'
import { suiteOf } from './suite-of.ts'

/**
 * Writes the reports of an exploration again where its journal has grown by a clean-up: `attest verify` holds
 * them against it. Does nothing for a run.
 */
export async function renewReports(named: string): Promise<void> {
  const { path, journal } = openRunDirectory(named)
  if (!(await suiteOf(journal)).isExploration) return
  try {
    await whileAlone(path, () => reportExploration(path, 'nothing'))
  } catch (error) {
    if (!(error instanceof JournalError)) throw error
    process.stderr.write(`attest: no reports were made: ${escapeControls(error.message)}\n`)
  }
}
