import type { ViolationCode } from '../violation.ts'

const CODES: ReadonlySet<ViolationCode> = new Set([
  'contradicts-request',
  'contradicts-answer',
  'not-distinct',
  'implausible-time',
])

/** Whether a violation of this code was found by comparing an answer with something else than the contract. */
export function isOfAgreement(code: ViolationCode): boolean {
  return CODES.has(code)
}
