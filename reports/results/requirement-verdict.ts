import type { CaseVerdict } from '../../src/judge/verdict.ts'

/**
 * From the worst down. A broken promise outweighs everything; what could not be judged
 * outweighs what was; a waiver is no pass. `not-applicable` comes last: a promise that was
 * kept wherever it holds is kept.
 */
const WORST_FIRST = [
  'failed',
  'error',
  'not-tested',
  'waived',
  'passed',
  'not-applicable',
] as const satisfies readonly CaseVerdict[]

/** The worst of several verdicts; `not-applicable` of none. */
export function worstVerdict(verdicts: Iterable<CaseVerdict>): CaseVerdict {
  const present = new Set(verdicts)
  return WORST_FIRST.find((verdict) => present.has(verdict)) ?? 'not-applicable'
}
