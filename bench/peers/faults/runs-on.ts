import type { Fault } from '../../../trust/fault.ts'
import type { Passage } from '../passage.ts'

/** Whether a passage calls the operation of a fault, without which the fault cannot be found. */
export function runsOn({ id }: Fault, { operation }: Passage): boolean {
  return operation !== undefined && id.startsWith(`${operation}/`)
}
