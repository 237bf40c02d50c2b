import type { CaseVerdict } from '../../src/judge/verdict.ts'
import type { Results } from './results-schema.ts'

/** The counts of the results by verdict. */
export function verdictCounts({ counts }: Pick<Results, 'counts'>): Record<CaseVerdict, number> {
  return {
    passed: counts.passed,
    failed: counts.failed,
    error: counts.error,
    'not-tested': counts.notTested,
    'not-applicable': counts.notApplicable,
    waived: counts.waived,
  }
}
