import { relative } from 'node:path'
import type { ExplorationResults } from '../../reports/exploration/exploration-schema.ts'
import { coverageText } from '../../reports/exploration/exploration-text.ts'
import { renderExploration } from '../../reports/exploration/render-exploration.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { jsonText } from '../print-json.ts'
import { writeHistory } from './history-file.ts'
import { judgeExploration } from './judge-exploration.ts'
import { shownExploration } from './shown-exploration.ts'

/**
 * Writes the reports of an exploration from its journal and prints where they are, or with `json` the
 * results. Throws JournalError where the journal contradicts itself.
 */
export async function reportExploration(
  folder: string,
  { json = false }: { readonly json?: boolean } = {},
): Promise<ExplorationResults> {
  const judged = await judgeExploration(journalOf(folder), { mayBeUnfinished: true })
  if (judged.code === 'different') {
    throw new JournalError(journalOf(folder), undefined, judged.difference)
  }
  const report = shownExploration(judged)
  const { results, reports } = await renderExploration(folder, report)
  const { found } = judged.explored
  if (found !== undefined) writeHistory(folder, found.tried.history)
  if (json) {
    process.stdout.write(jsonText(results, 2))
    return results
  }
  process.stdout.write(`${coverageText(report)}\n`)
  for (const { name, path } of reports) {
    process.stdout.write(`${name.padEnd(8)} ${relative(process.cwd(), path)}\n`)
  }
  process.stdout.write(`journal ends in ${report.head}\n`)
  return results
}

/** `attest report` of an exploration: returns the exit code that the exploration had. */
export async function reportAgain(
  folder: string,
  { json = false, baseline }: { readonly json?: boolean; readonly baseline?: string },
): Promise<number> {
  if (baseline !== undefined) {
    throw new UsageError(`--baseline compares runs, and ${folder} is an exploration; leave it out`)
  }
  const { result, interrupted, resources } = await reportExploration(folder, { json })
  if (resources.cleanUp !== 'clean') return EXIT.inconclusive
  if (interrupted) return EXIT.interrupted
  return result === 'found' ? EXIT.nonConformant : EXIT.conformant
}
