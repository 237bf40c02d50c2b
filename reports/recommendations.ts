import type { CaseRecord } from '../src/journal/record/run-record.ts'
import { decides } from '../src/judge/run-verdict.ts'

export const recommendationsTitle = 'Recommendations not followed (SHOULD, not part of the verdict)'

/** True for cases that count for the verdict of a run. */
export function isDecisive(
  strict: boolean,
): (record: Pick<CaseRecord, 'planned' | 'reason' | 'violations'>) => boolean {
  return ({ planned: { level }, reason, violations }) =>
    decides({ level, ...(reason && { reason }), breaksContract: violations > 0 }, strict)
}
