import type { CaseRecord } from '../src/journal/record/run-record.ts'
import { isDecisive } from './recommendations.ts'

/** The four statuses that continuous integration knows, where Attest has six verdicts. */
export type GateStatus = 'passed' | 'failed' | 'broken' | 'skipped'

/**
 * The status of a case for continuous integration. A failed recommendation that is not part of the
 * verdict is shown as skipped with its reason, so that a gate agrees with the verdict of the run.
 */
export function gateStatus(
  record: Pick<CaseRecord, 'planned' | 'verdict' | 'reason' | 'violations'>,
  strict: boolean,
): GateStatus {
  const decides = isDecisive(strict)(record)
  switch (record.verdict) {
    case 'passed':
      return 'passed'
    case 'failed':
      return decides ? 'failed' : 'skipped'
    case 'error':
      return decides ? 'broken' : 'skipped'
    default:
      return 'skipped'
  }
}
