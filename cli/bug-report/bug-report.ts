import { existsSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { findRunDirectory } from '../../api/steps/run-directory.ts'
import { jsonPieces } from '../../reports/files/json-pieces.ts'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { packagedLookup } from '../../reports/operation-lookup.ts'
import { resultsOf } from '../../reports/results/results.ts'
import { placeOf } from '../../src/discover/place.ts'
import { MIB, readInputFile } from '../../src/input-file.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import { findClouds, loadCloud } from '../../src/openstack/cloud-config/cloud-config.ts'
import type { ConfigurationPlace } from '../../src/openstack/cloud-config/files.ts'
import { knownSecrets } from '../../src/redaction/known-secrets.ts'
import { suiteOf } from '../explore/suite-of.ts'
import { jsonText } from '../print-json.ts'
import { archived, type ReportedFile } from './archive.ts'
import { contentsPage } from './contents.ts'
import { environmentFacts } from './environment.ts'

/** More than the journal of any run so far, and what can be packed at once. */
const LARGEST_JOURNAL = 1024 * MIB

interface BugReportFlags {
  readonly out?: string
  readonly json?: boolean
}

/**
 * `attest bug-report`: packs what somebody else needs to understand a run. Throws RunDirectoryError,
 * JournalError and FileWriteError.
 */
export async function bugReport(named: string, flags: BugReportFlags): Promise<void> {
  const { journal, path } = findRunDirectory(named)
  const { run, results } = await resultsIn(journal, path)
  learnSecrets()
  const lines = readInputFile(journal, LARGEST_JOURNAL).toString().split('\n')
  const clean = lines.map((line) => knownSecrets.clean(line))
  const cleaned = clean.filter((line, index) => line !== lines[index]).length
  const files: readonly ReportedFile[] = [
    {
      name: 'journal.ndjson',
      what: 'the run: its plan, all requests and answers, all verdicts',
      text: clean.join('\n'),
    },
    {
      name: 'results.json',
      what: 'verdicts, findings, and the versions of the cloud',
      text: knownSecrets.clean(results),
    },
    {
      name: 'environment.json',
      what: 'versions of Attest, Node and the documents, the machine, names of variables',
      text: jsonText(environmentFacts(), 2),
    },
  ]
  const contents = contentsPage(files, { run, cleaned })
  const file = resolve(flags.out ?? `attest-bug-report-${run}.zip`)
  await writeAtomically(file, archived([{ name: 'CONTENTS.md', text: contents }, ...files]))
  const shown = relative(process.cwd(), file)
  process.stdout.write(
    flags.json === true
      ? jsonText({ file: shown, cleaned, files: files.map(({ name, what }) => ({ name, what })) })
      : `${contents}\nWritten: ${shown}\n`,
  )
}

/** The id and the results of a run, or of an exploration, which has written its own. */
async function resultsIn(journal: string, folder: string) {
  if ((await suiteOf(journal)).isExploration) {
    const file = join(folder, 'results.json')
    const results = existsSync(file) ? readInputFile(file, LARGEST_JOURNAL).toString() : 'null\n'
    return { run: basename(folder), results }
  }
  const record = await readJournal(journal)
  return { run: record.run, results: [...jsonPieces(resultsOf(record, packagedLookup))].join('') }
}

/** The secrets of all users that this machine has entries of, whoever has made the run. */
function learnSecrets(): void {
  const place = placeOf()
  for (const cloud of namesIn(place)) {
    try {
      loadCloud({ ...place, cloud })
    } catch {
      // An entry that is not complete. The journal was cleaned when it was written, too.
    }
  }
}

function namesIn(place: ConfigurationPlace): readonly string[] {
  try {
    return findClouds(place).names
  } catch {
    return []
  }
}
