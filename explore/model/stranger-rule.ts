import type { AnsweredCall } from './call.ts'
import type { CloudState } from './state.ts'

/**
 * What somebody of another project calls has no effect and shows nothing of this one: what is named is
 * refused or not found, and what is listed is empty.
 */
export function ofStranger(
  state: CloudState,
  { step: { op }, status, shown }: AnsweredCall,
): readonly CloudState[] {
  if (status === 403 || status === 404) return [state]
  // Erratum block-storage.show:foreign-attachment-shown.
  if (op === 'block-storage.show' && status === 200) return [state]
  const isList = op === 'block-storage.list' || op === 'block-storage.list-detail'
  return isList && status === 200 && shown.attachments?.length === 0 ? [state] : []
}
