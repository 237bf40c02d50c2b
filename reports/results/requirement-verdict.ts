import type { CaseVerdict } from '../../src/judge/verdict.ts'

/**
 * From the worst to the best. A broken promise outweighs everything, and a case that could not be
 * judged outweighs those that were; a waiver is not a pass. `not-applicable` comes last, because a
 * promise that was kept wherever it applies is kept.
 */
export const WORST_FIRST = [
  'failed',
  'error',
  'not-tested',
  'waived',
  'passed',
  'not-applicable',
] as const satisfies readonly CaseVerdict[]

/** The worst of several verdicts; `not-applicable` if there are none. */
export function worstVerdict(verdicts: Iterable<CaseVerdict>): CaseVerdict {
  const present = new Set(verdicts)
  return WORST_FIRST.find((verdict) => present.has(verdict)) ?? 'not-applicable'
}
