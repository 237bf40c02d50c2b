import { requirementIds } from '../api/steps/2-plan.ts'
import { createRunDirectory, findRunDirectory } from '../api/steps/run-directory.ts'
import { mergeRuns, readParts } from '../reports/merge/merge-runs.ts'
import { readRun } from '../reports/results/read-results.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { settingsOf } from './command-settings.ts'
import { reportRun } from './report-run.ts'

export interface MergeFlags {
  readonly out?: string
  readonly config?: string
  readonly baseline?: string
  readonly json?: boolean
}

/** `attest merge`: joins the parts of a run, renders its reports; returns the exit code. */
export async function mergeParts(named: readonly string[], flags: MergeFlags): Promise<number> {
  const { json = false } = flags
  const folders = named.map((one) => findRunDirectory(one).path)
  const settings = settingsOf(flags)
  const baseline =
    flags.baseline === undefined ? undefined : (await readRun(flags.baseline)).results
  const parts = await readParts(folders)
  const { run, path, journal, lock } = await createRunDirectory(flags.out, settings.out)
  try {
    await mergeRuns(parts, { run, journal, order: requirementIds(packagedContracts()) })
    return await reportRun(path, { json, baseline })
  } finally {
    lock.release()
  }
}
