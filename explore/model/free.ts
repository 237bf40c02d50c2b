import { attachmentsOf, type CloudState } from './state.ts'

/** Whether Block Storage reserves the volume for somebody else now. */
export function isFree(state: CloudState, volume: number): boolean {
  const { status, multiattach } = state.volumes[volume] ?? { status: 'gone', multiattach: false }
  if (multiattach) return status === 'available' || status === 'in-use'
  return status === 'available' && attachmentsOf(state, volume).length === 0
}

/** Compute or Block Storage hides the volume, or will soon. */
export function isDeleted(state: CloudState, volume: number): boolean {
  return ['deleting', 'error-deleting', 'gone'].includes(state.volumes[volume]?.status ?? 'gone')
}
