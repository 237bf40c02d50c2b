import type { CaseRecord } from '../src/journal/record/run-record.ts'
import { isDecisive } from './recommendations.ts'

/** What continuous integration knows of a case: four words, where Attest has six. */
export type GateStatus = 'passed' | 'failed' | 'broken' | 'skipped'

/**
 * How a case stands at a gate. A recommendation that does not decide never fails one: it is
 * skipped with what was found, so that a gate agrees with the verdict of the run.
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
