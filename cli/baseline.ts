import { readRun } from '../reports/results/read-results.ts'
import type { Results } from '../reports/results/results-schema.ts'
import { UsageError } from './errors/usage-error.ts'

/**
 * The results of the earlier run that `--baseline` names, for the promises of this run. Throws
 * UsageError for a part of a plan, because nearly all promises of the earlier run would seem to be
 * lost.
 */
export async function baselineFor(
  named: string | undefined,
  isPart: boolean,
  wanted: (one: Results['cases'][number]) => boolean,
): Promise<Results | undefined> {
  if (named === undefined) return undefined
  if (isPart) {
    throw new UsageError('--baseline does not go with --shard: give it to attest merge')
  }
  const { results } = await readRun(named)
  return { ...results, cases: results.cases.filter(wanted) }
}
