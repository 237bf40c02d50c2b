import { createHash } from 'node:crypto'

/** In which way an answer is wrong. */
export const FINDING_RULES = [
  'missing', // what is promised is not there
  'undocumented', // something is there that the document does not know
  'wrong-value', // it is there, and has another value or form
  'wrong-status', // another status than is promised or documented
  'not-refused', // a success where a refusal is promised
  'wrong-state', // answered as promised, and not done
  'wrong-content', // wrong in a way that has no one place
  'error', // nothing can be said of the promise
] as const
export type FindingRule = (typeof FINDING_RULES)[number]

/** The cause of a failure, in a form that is equal in all cases with the same cause. */
export interface Cause {
  /** The operation whose answer is wrong, or the service where all of its operations share the fault. */
  readonly subject: string
  /** JSON pointer with `*` for items of lists, `header <name>`, `status`, `body`, or empty. */
  readonly place: string
  readonly rule: FindingRule
  /** What was found, without ids, times, versions and names. */
  readonly found: string
  /**
   * The promised result for a status, or the promise: tells causes apart, and is not shown alone.
   */
  readonly condition?: string
}

/** The same text for the same cause in each case and in each run. */
export function causeKey({ subject, place, rule, found, condition = '' }: Cause): string {
  const text = JSON.stringify([subject, place, rule, found, condition])
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

/** The cause in a line: `compute.show: /volumeAttachment/device is missing`. */
export function causeTitle({ subject, place, rule, found }: Cause): string {
  switch (rule) {
    case 'missing':
      return `${subject}: ${place} is missing`
    case 'undocumented':
      return `${subject}: ${place} is there and should not be`
    case 'wrong-value':
      return `${subject}: ${place} has a wrong value (${found})`
    case 'wrong-status':
    case 'not-refused':
      return `${subject} answers ${found}`
    case 'wrong-state':
    case 'wrong-content':
      return `${subject}: ${found}`
    case 'error':
      return found
  }
}
