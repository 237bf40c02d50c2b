import type { Volume } from '../../block-storage/volume.ts'
import type { Effect } from '../fault.ts'
import { neighbourOf } from '../insides.ts'

const ATTACH_STATUSES: Readonly<Record<string, Volume['attachStatus']>> = {
  available: 'detached',
  reserved: 'detached',
  attaching: 'attaching',
  'in-use': 'attached',
}

/** The volume gets a status, whatever attachments it has; `over`: only if it has one of these. */
export const becomes =
  (status: string, ...over: readonly string[]): Effect =>
  ({ cloud, volume }) => {
    if (volume === undefined || !cloud.store.volumes.has(volume.id)) return
    if (over.length > 0 && !over.includes(volume.status)) return
    cloud.volumes.set(volume, status, ATTACH_STATUSES[status] ?? volume.attachStatus)
  }

/** The volume that is to take the place of another one gets a status, if it has one of these. */
export const replacementBecomes =
  (status: string, ...over: readonly string[]): Effect =>
  (done) => {
    const volume = done.cloud.store.volumes.get(String(done.wanted.volumeId))
    becomes(status, ...over)({ ...done, volume })
  }

/** Another volume gets a status. */
export const neighbourBecomes =
  (status: string): Effect =>
  ({ cloud, volume }) => {
    const other = neighbourOf(cloud, volume)
    if (other) cloud.volumes.set(other, status, ATTACH_STATUSES[status] ?? other.attachStatus)
  }

export const deleteVolume: Effect = ({ cloud, volume }) => {
  if (volume) cloud.volumes.remove(volume)
}

/** A volume that is deleted is there again. */
export const volumeComesBack: Effect = ({ cloud, volume }) => {
  if (volume === undefined) return
  cloud.store.volumes.set(volume.id, volume)
  cloud.volumes.set(volume, 'available', 'detached')
}

/** Something is known of the volume, or of the server where the call is about no volume. */
export const mark =
  (name: string): Effect =>
  ({ memory, volume, server }) => {
    memory.marks.set(volume?.id ?? server?.id ?? '', name)
  }
