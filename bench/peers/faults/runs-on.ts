import type { Fault } from '../../../trust/fault.ts'
import type { Passage } from '../passage.ts'

/** Whether a passage calls the operation that a fault is in: nothing else can meet it. */
export function runsOn({ id }: Fault, { operation }: Passage): boolean {
  return operation !== undefined && id.startsWith(`${operation}/`)
}
