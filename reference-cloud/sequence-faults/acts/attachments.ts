import type { Attachment, AttachmentStatus, Volume } from '../../block-storage/volume.ts'
import type { Effect } from '../fault.ts'
import { neighbourOf } from '../insides.ts'
import type { Done } from '../moment.ts'

const ofVolume = ({ cloud }: Done, volume: Volume | undefined): Attachment[] =>
  volume ? cloud.store.attachmentsOf(volume.id) : []

/** Block Storage loses the attachments of the volume, and its status follows. */
export const loseAttachments: Effect = (done) => {
  for (const one of ofVolume(done, done.volume)) done.cloud.attachments.remove(one)
}

export const loseNewestAttachment: Effect = (done) => {
  const [newest] = ofVolume(done, done.volume)
  if (newest) done.cloud.attachments.remove(newest)
}

/** Another volume loses the attachments that clients have made. */
export const neighbourLosesAttachments: Effect = (done) => {
  for (const one of ofVolume(done, neighbourOf(done.cloud, done.volume))) {
    if (one.instanceId === null) done.cloud.attachments.remove(one)
  }
}

/** The attachment is there again, as it was. */
export const bringBack: Effect = ({ cloud, attachment }) => {
  if (attachment && cloud.store.volumes.has(attachment.volumeId)) {
    cloud.store.attachments.set(attachment.id, attachment)
  }
}

/** What the volume had of attachments before the call is there again. */
export const bringAllBack: Effect = ({ cloud, before, volume }) => {
  if (!volume || !cloud.store.volumes.has(volume.id)) return
  for (const one of before.attachments) cloud.store.attachments.set(one.id, one)
}

/** A new attachment appears that nobody asked for, and the status of the volume stays. */
export const leaveAttachment =
  (whose: 'client' | 'server'): Effect =>
  ({ cloud, volume, server }) => {
    if (volume === undefined || !cloud.store.volumes.has(volume.id)) return
    const { status, attachStatus } = volume
    volume.status = volume.multiattach ? 'in-use' : 'available'
    const instanceId = whose === 'server' ? (server?.id ?? null) : null
    cloud.attachments.reserve(volume, { instanceId, mode: null })
    cloud.volumes.set(volume, status, attachStatus)
  }

/** All attachments of the volume get a status, or that of the call does. */
export const attachmentsBecome =
  (status: AttachmentStatus, ...over: readonly AttachmentStatus[]): Effect =>
  (done) => {
    const named = done.attachment && done.cloud.store.attachments.get(done.attachment.id)
    for (const one of named ? [named] : ofVolume(done, done.volume)) {
      if (over.length === 0 || over.includes(one.status)) one.status = status
    }
  }

/** Reserved attachments of another volume are completed or connected. */
export const neighbourGetsOn =
  (status: 'attaching' | 'attached'): Effect =>
  (done) => {
    for (const one of ofVolume(done, neighbourOf(done.cloud, done.volume))) {
      if (one.instanceId === null && one.status === 'reserved') one.status = status
    }
  }
