import type { RunVerdict } from './verdict.ts'

/** How a target was left: clean, with something still there, or not looked at in all its lists. */
export const CLEAN_UP_VERDICTS = ['clean', 'leaked', 'unknown'] as const
export type CleanUpVerdict = (typeof CLEAN_UP_VERDICTS)[number]

/**
 * `leaked` is what the check of the target has found, and `unseen` why it is not known whether there
 * is more; without a check there is none of them.
 */
export function cleanUpVerdict(
  check: { readonly leaked: readonly unknown[]; readonly unseen?: string } | undefined,
): CleanUpVerdict {
  if (check === undefined) return 'unknown'
  if (check.leaked.length > 0) return 'leaked'
  return check.unseen === undefined ? 'clean' : 'unknown'
}

/** A run that has left something, or does not know, has not been a success. */
export function withCleanUp(verdict: RunVerdict, cleanUp: CleanUpVerdict): RunVerdict {
  return verdict === 'conformant' && cleanUp !== 'clean' ? 'inconclusive' : verdict
}
