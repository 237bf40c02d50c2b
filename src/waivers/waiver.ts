import type { Reason } from '../judge/verdict.ts'
import { formatRange, isWithin, type MicroversionRange } from '../openapi/microversion.ts'
import { matchesPattern } from '../patterns/pattern-distance.ts'
import type { PlannedCase } from '../plan/case.ts'

/** A known failure that an owner has accepted until a date. */
export interface Waiver {
  /** Id of a requirement, or a glob. */
  readonly requirement: string
  /** Absent: at all microversions. */
  readonly microversions?: MicroversionRange
  readonly reason: string
  readonly owner: string
  /** Link to the issue about the failure, if there is one. */
  readonly issue?: string
  /** The last day on which it is valid, in UTC: `2026-12-31`. */
  readonly expires: string
}

/** Whether the waiver is about a case, whatever the verdict of the case. */
export function concerns(
  { requirement, microversions }: Waiver,
  planned: Pick<PlannedCase, 'requirement' | 'microversion'>,
): boolean {
  if (!matchesPattern(requirement, planned.requirement)) return false
  if (microversions === undefined) return true
  return planned.microversion !== undefined && isWithin(planned.microversion, microversions)
}

/** The reason of a waived case: that of the waiver, its issue, owner and last day, and the failure. */
export function waivedReason(waiver: Waiver, failure: Reason | undefined): Reason {
  const { reason, issue, owner, expires } = waiver
  const found = failure === undefined ? '' : `; found ${failure.code}: ${failure.message}`
  const link = issue === undefined ? '' : `${issue}, `
  return { code: 'waiver', message: `${reason} (${link}${owner}, until ${expires})${found}` }
}

/** The waiver in a line, without its reason: `compute.attach:409:* at 2.1–2.19`. */
export function waiverScope({
  requirement,
  microversions,
}: Pick<Waiver, 'requirement' | 'microversions'>): string {
  return microversions === undefined
    ? requirement
    : `${requirement} at ${formatRange(microversions)}`
}
