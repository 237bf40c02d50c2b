import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import type { Cause } from './cause.ts'
import { coversPlace } from './covered-place.ts'

/**
 * How closely the promise of a case is related to a cause; a promise about its place ranks highest.
 */
export function aboutness(
  { planned }: Pick<CaseRecord, 'planned'>,
  { subject, place, condition }: Cause,
  lookup: OperationLookup,
): number {
  if (condition === planned.requirement) return 4
  const own = planned.operation === subject || planned.operation.startsWith(`${subject}.`)
  if (!own) return 0
  const requirement = requirementOf(lookup, planned.operation, planned.requirement)
  if (requirement !== undefined && coversPlace(requirement, place)) return 3
  return planned.level === 'MUST' ? 2 : 1
}
