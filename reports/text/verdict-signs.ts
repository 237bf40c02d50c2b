import type { CaseVerdict } from '../../src/judge/verdict.ts'

/** One character for each verdict; always shown with its word near by. */
export const VERDICT_SIGNS: Readonly<Record<CaseVerdict, string>> = {
  passed: '✓',
  failed: '✗',
  error: '!',
  'not-tested': '?',
  'not-applicable': '–',
  waived: 'w',
}

/** The verdicts in words, for people. */
export const VERDICT_WORDS: Readonly<Record<CaseVerdict, string>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  'not-tested': 'not tested',
  'not-applicable': 'not applicable',
  waived: 'waived',
}
