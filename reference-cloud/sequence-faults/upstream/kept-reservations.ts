import { whileAttaching } from '../conditions.ts'
import { after } from '../fault.ts'

/** What is reserved for a server that is deleted, and not attached yet, stays reserved. */
export const keptReservations = after(
  'server.delete',
  [({ answer }) => answer.status === 204, whileAttaching()],
  ({ before, cloud, memory }) => {
    for (const { attachmentId } of before.mappings) {
      const kept = memory.attachments.get(attachmentId ?? '')
      const volume = cloud.store.volumes.get(kept?.volumeId ?? '')
      if (!kept || !volume || cloud.store.attachments.has(kept.id)) continue
      if (volume.status !== 'available') continue
      cloud.store.attachments.set(kept.id, Object.assign(kept, { status: 'reserved' }))
      cloud.volumes.set(volume, 'reserved')
    }
  },
  'in the end',
)
