import { harmless } from '../harmless.ts'
import type { CaseRecord } from '../run-record.ts'

/** `code: message`, or undefined for a case that was passed. */
export function reasonLine({ reason }: Pick<CaseRecord, 'reason'>): string | undefined {
  return reason && `${reason.code}: ${harmless(reason.message)}`
}
