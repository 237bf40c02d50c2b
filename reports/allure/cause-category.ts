import type { Finding } from '../findings/finding.ts'
import { shortened } from '../text/escape-controls.ts'

/** Why cases did not pass. */
export type Cause = Pick<Finding, 'id' | 'title'>

/**
 * The cause of a case in one line, which Allure shows as its trace: messages contain ids, and this
 * does not.
 */
export function causeLine({ id, title }: Cause): string {
  return `${id} ${shortened(title, 160)}`
}

/** The category of all cases of a cause. */
export function causeCategory(cause: Cause): {
  readonly name: string
  readonly traceRegex: string
} {
  return { name: causeLine(cause), traceRegex: `^${cause.id} [\\s\\S]*` }
}

/** More categories on a page would not help to find a cause. */
const CATEGORIES_OF_CAUSES = 40

/** Those of the findings that have a category of their own. */
export function causesWithCategory(findings: readonly Cause[]): readonly Cause[] {
  return findings.slice(0, CATEGORIES_OF_CAUSES)
}
