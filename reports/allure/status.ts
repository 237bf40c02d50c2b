import { Status } from 'allure-js-commons'
import type { CaseVerdict } from '../../src/judge/verdict.ts'

/**
 * Allure has only four statuses; the message and a tag tell the verdicts apart that are shown as
 * skipped.
 */
export const ALLURE_STATUSES: Readonly<Record<CaseVerdict, Status>> = {
  passed: Status.PASSED,
  failed: Status.FAILED,
  error: Status.BROKEN,
  'not-tested': Status.SKIPPED,
  'not-applicable': Status.SKIPPED,
  waived: Status.SKIPPED,
}
