import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { journalOf } from '../../src/journal/read-journal.ts'
import { ALL_PERSONAS } from '../reference/cloud-process.ts'
import { programOf, type Subject } from '../subject.ts'
import { readRecording } from './recording.ts'

export interface SuiteRun {
  readonly journal: string
  /** From the start of the program to the end of the run, in ms. */
  readonly runMs: number
  /** From the end of the run to the end of the program, when the reports are written. */
  readonly reportsMs: number
}

/** A full run as users start it, with the given clouds file. Throws if it is not conformant. */
export async function runSuite(
  subject: Subject,
  options: { readonly out: string; readonly cloudsFile: string; readonly microversions: string },
): Promise<SuiteRun> {
  const { out, cloudsFile, microversions } = options
  const choice = ['--microversions', microversions, '--out', out]
  const child = spawn(process.execPath, [programOf(subject), 'run', ...ALL_PERSONAS, ...choice], {
    cwd: subject.root,
    env: { ...process.env, OS_CLIENT_CONFIG_FILE: cloudsFile },
    stdio: 'ignore',
  })
  const started = performance.now()
  const startedAt = Date.now()
  const [code] = await once(child, 'exit')
  const wallMs = performance.now() - started
  if (code !== 0) throw new Error(`the run of ${subject.name} in ${out} ended with ${code}`)
  const journal = journalOf(out)
  const end = readRecording(journal).find((event) => event.type === 'run-finished')
  if (end === undefined) throw new Error(`${journal} has no end`)
  const runMs = end.at - startedAt
  return { journal, runMs, reportsMs: wallMs - runMs }
}
