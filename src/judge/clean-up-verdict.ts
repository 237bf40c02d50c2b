import type { RunVerdict } from './verdict.ts'

/** In what state a run left the target; `unknown` when not all of its lists could be read. */
export const CLEAN_UP_VERDICTS = ['clean', 'leaked', 'unknown'] as const
export type CleanUpVerdict = (typeof CLEAN_UP_VERDICTS)[number]

/**
 * The verdict of the check for leftovers, which is undefined when it was not made. `leaked` has the
 * resources that were found; `unseen` says why some lists could not be read.
 */
export function cleanUpVerdict(
  check: { readonly leaked: readonly unknown[]; readonly unseen?: string } | undefined,
): CleanUpVerdict {
  if (check === undefined) return 'unknown'
  if (check.leaked.length > 0) return 'leaked'
  return check.unseen === undefined ? 'clean' : 'unknown'
}

/** The verdict of a run with its clean-up: a run is conformant only if it is known to have left nothing. */
export function withCleanUp(verdict: RunVerdict, cleanUp: CleanUpVerdict): RunVerdict {
  return verdict === 'conformant' && cleanUp !== 'clean' ? 'inconclusive' : verdict
}
