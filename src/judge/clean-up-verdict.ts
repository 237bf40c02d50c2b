import type { RunVerdict } from './verdict.ts'

/** How a target was left: looked at and clean, looked at and not, or not looked at. */
export const CLEAN_UP_VERDICTS = ['clean', 'leaked', 'unknown'] as const
export type CleanUpVerdict = (typeof CLEAN_UP_VERDICTS)[number]

/** `leaked` is what the check of the target has found; undefined when there was none. */
export function cleanUpVerdict(leaked: readonly unknown[] | undefined): CleanUpVerdict {
  if (leaked === undefined) return 'unknown'
  return leaked.length === 0 ? 'clean' : 'leaked'
}

/** A run that has left something, or does not know, has not been a success. */
export function withCleanUp(verdict: RunVerdict, cleanUp: CleanUpVerdict): RunVerdict {
  return verdict === 'conformant' && cleanUp !== 'clean' ? 'inconclusive' : verdict
}
