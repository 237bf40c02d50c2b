import type { CloudState } from './state.ts'

/** A refused call has no effect; none of the states where it may not be refused with this status. */
export function refused(
  state: CloudState,
  status: number,
  allowed: readonly number[],
): readonly CloudState[] {
  return allowed.includes(status) ? [state] : []
}
