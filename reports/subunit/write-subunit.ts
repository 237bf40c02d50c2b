import { readJournal } from '../../src/journal/read-journal.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { subunitReport } from './subunit-report.ts'

/** Writes the cases of a journal into a file as a stream of subunit. Throws FileWriteError. */
export async function writeSubunit(journal: string, file: string): Promise<void> {
  await writeAtomically(file, subunitReport(await readJournal(journal)))
}
