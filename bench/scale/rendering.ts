import { existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { allureResultsOf } from '../../reports/allure/results-place.ts'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { journalLinesOf, largeJournal } from '../../reports/synthetic/large-journal.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import { defaultDocuments } from '../../src/openapi/choose-documents.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { freshFolder } from '../fresh-folder.ts'
import type { Measurement } from '../measurement.ts'
import { runMeasured } from './run-measured.ts'

const SIZES = [10_000, 30_000, 100_000] as const
const MOST_MB = 400

const told = (cases: number): string => `${cases.toLocaleString('en')} cases`

export const rendering: Measurement = {
  id: 'rendering',
  title: 'Rendering large journals',
  explanation:
    'All reports of a generated journal (2 to 7 exchanges for each case, bodies of 0.3 to 3 KB). ' +
    'Time: processor time for each case, over the same at the smallest size, where 1 is linear ' +
    `growth. Memory: the peak of the process over ${MOST_MB} MB.`,
  unit: '×',
  conditions: SIZES.flatMap((cases) => [
    { id: `${told(cases)}, time of each`, goal: { atMost: 1.15 } },
    { id: `${told(cases)}, memory`, goal: { atMost: 1 } },
  ]),
  async *measure(subject, { scratch, say }) {
    let smallest: number | undefined
    for (const cases of SIZES) {
      const folder = join(scratch, String(cases))
      const journal = journalOf(folder)
      if (!existsSync(journal)) {
        say(`making a journal of ${told(cases)}`)
        await writeAtomically(
          journal,
          journalLinesOf(largeJournal(cases, defaultDocuments(loadContracts()).values())),
        )
      }
      await putAside(allureResultsOf(folder), scratch)
      say(`rendering ${told(cases)}`)
      const usage = await runMeasured(subject, ['report', folder], { folder })
      const each = usage.cpuMs / cases
      smallest ??= each
      const figures = {
        'journal MB': (await stat(journal)).size / 2 ** 20,
        'wall ms': usage.wallMs,
        'processor ms': usage.cpuMs,
        'peak MB': usage.peakMb,
      }
      yield { condition: `${told(cases)}, time of each`, value: each / smallest, figures }
      yield { condition: `${told(cases)}, memory`, value: usage.peakMb / MOST_MB, figures }
    }
  },
}

/** Moves the results of an earlier repetition away, if there are any. */
async function putAside(results: string, scratch: string): Promise<void> {
  if (!existsSync(results)) return
  await rename(results, allureResultsOf(await freshFolder(scratch, 'rendered')))
}
