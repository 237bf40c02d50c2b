import { stored } from '../timestamps.ts'
import type { Attachment } from './volume.ts'

export function summary({ id, status, instanceId, volumeId }: Attachment) {
  return { id, status, instance: instanceId, volume_id: volumeId }
}

export function detail(attachment: Attachment) {
  return {
    ...summary(attachment),
    attached_at: attachment.attachedAt ? stored(attachment.attachedAt) : '',
    detached_at: '',
    attach_mode: attachment.mode,
    connection_info: attachment.connectionInfo,
  }
}
