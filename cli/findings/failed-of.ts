import { readRun } from '../../reports/results/read-results.ts'
import type { CaseId } from '../../src/plan/case.ts'
import { UsageError } from '../errors/usage-error.ts'
import type { ScopeFlags } from '../target-options.ts'

const GOOD: ReadonlySet<string> = new Set(['passed', 'not-applicable'])

/** The cases that failed in a run; none where no run is named. Throws what reading a run throws. */
export async function failedIn(run: string | undefined): Promise<readonly CaseId[]> {
  if (run === undefined) return []
  const { results } = await readRun(run)
  return results.cases.flatMap(({ id, verdict }) => (verdict === 'failed' ? [id as CaseId] : []))
}

/**
 * The flags of a command with what `--failed-of` means: the cases of an earlier run that did not pass,
 * of its documents, at their microversions. Throws UsageError when all did, and what reading a run
 * throws.
 */
export async function withFailedOf<Flags extends ScopeFlags>(flags: Flags): Promise<Flags> {
  const { failedOf } = flags
  if (failedOf === undefined) return flags
  const { results } = await readRun(failedOf)
  const failed = results.cases.filter(({ verdict }) => !GOOD.has(verdict))
  if (failed.length === 0) {
    throw new UsageError(`--failed-of ${failedOf}: every case of this run has passed`)
  }
  const versions = [...new Set(failed.flatMap(({ microversion }) => microversion ?? []))]
  const documents = results.suite.specs.map(({ document }) => document.replace(/\.yaml$/, ''))
  return {
    ...flags,
    document: flags.document ?? documents,
    ...(versions.length > 0 && { microversions: flags.microversions ?? versions.join(',') }),
    onlyCases: new Set(failed.map(({ id }) => id as CaseId)),
  }
}
