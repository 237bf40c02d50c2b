import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { VolumeAttachment } from '../../../fixtures/block-storage/volume-attachment.ts'
import type { Answer } from '../../../fixtures/core/client/answer.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Attachments whose volume must not be deleted or changed below them. */
export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:after-delete-of-volume-in-use',
    'shows the attachment of a volume in use that was to be deleted',
    async ({ blockStorage, volumeActions, attached: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await volumeActions.delete(volume)

      await keeps(blockStorage, refused, volume, attachment, 'in-use', 'attached')
      await volume.isAttachedTo(server)
      await server.lists(volume)
    },
  )

  scenario(
    '200:after-delete-of-reserved-volume',
    'shows the attachment of a reserved volume that was to be deleted',
    async ({ blockStorage, volumeActions, volume, reservation }) => {
      const refused = await volumeActions.delete(volume)

      await keeps(blockStorage, refused, volume, reservation, 'reserved', 'reserved')
    },
  )

  scenario(
    '200:after-delete-of-attaching-volume',
    'shows the attachment of a volume that was to be deleted while it was being attached',
    async ({ blockStorage, volumeActions, volume, connection }) => {
      const refused = await volumeActions.delete(volume)

      await keeps(blockStorage, refused, volume, connection, 'attaching', 'attaching')
    },
  )

  scenario(
    '200:after-forced-delete',
    'shows the attachment of a volume in use that an administrator was to delete by force',
    async ({ admin, attached: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await admin.volumeActions.forceDelete(volume)

      await keeps(admin.blockStorage, refused, volume, attachment, 'in-use', 'attached')
      await volume.isAttachedTo(server)
      await server.lists(volume)
    },
  )

  scenario(
    '200:after-unmanage',
    'shows the attachment of a volume in use that an administrator was to give out of hand',
    async ({ admin, attached: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await admin.volumeActions.unmanage(volume)

      await keeps(admin.blockStorage, refused, volume, attachment, 'in-use', 'attached')
      await server.lists(volume)
    },
  )

  scenario(
    '200:after-os-detach-in-maintenance',
    'shows the attachment of a volume that was to be detached during maintenance',
    async ({ blockStorage, volumeActions, volume, completed, force }) => {
      await force(volume, 'maintenance')

      const refused = await volumeActions.detach(volume, completed)

      await keeps(blockStorage, refused, volume, completed, 'maintenance', 'attached')
    },
  )

  scenario(
    '200:after-read-only-flag',
    'shows the same mode at each step of an attachment whose volume was to be made writable',
    async ({ blockStorage, volumeActions, readOnlyVolume: volume, connector, attachmentIn }) => {
      const created = await blockStorage.create(volume)
      const attachment = attachmentIn(created)
      const steps = [
        [
          'reserved',
          'reserved',
          () => blockStorage.update(attachment, { ...connector, mode: 'ro' }),
        ],
        ['attaching', 'attaching', () => blockStorage.complete(attachment)],
        ['in-use', 'attached', () => blockStorage.delete(attachment)],
      ] as const

      for (const [status, ofAttachment, next] of steps) {
        const refused = await volumeActions.setReadOnly(volume, false)

        await keeps(blockStorage, refused, volume, attachment, status, ofAttachment)
        await attachment.is(ofAttachment, { attach_mode: 'ro' })
        await next()
      }
      await volume.becomes('available')
      const accepted = await volumeActions.setReadOnly(volume, true)
      accepted.answers(202)
    },
  )

  scenario(
    '200:after-retype',
    'shows the attachment of a volume in use whose type was to allow several of them',
    async ({ blockStorage, volumeActions, attached: { server, volume }, multiattachType }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await volumeActions.retype(volume, multiattachType)

      await keeps(blockStorage, refused, volume, attachment, 'in-use', 'attached')
      const another = await blockStorage.create(volume)
      another.answers(400)
      await volume.isAttachedTo(server)
    },
  )

  scenario(
    '200:after-reimage',
    'shows the attachments of volumes in use or reserved that were to get another image',
    async ({
      blockStorage,
      volumeActions,
      volume,
      completed,
      anotherVolume,
      image,
      attachmentIn,
    }) => {
      const created = await blockStorage.create(anotherVolume)
      const reservation = attachmentIn(created)

      const inUse = await volumeActions.reimage(volume, image)
      const reserved = await volumeActions.reimage(anotherVolume, image)

      await keeps(blockStorage, inUse, volume, completed, 'in-use', 'attached')
      await keeps(blockStorage, reserved, anotherVolume, reservation, 'reserved', 'reserved')
    },
  )
})

/** The request was refused, and the volume and its attachment are what they were. */
async function keeps(
  blockStorage: BlockStorageClient,
  refused: Answer,
  volume: Volume,
  attachment: VolumeAttachment,
  status: string,
  ofAttachment: string,
): Promise<void> {
  await volume.stays(status)
  refused.answers(400)
  const shown = await blockStorage.show(attachment)
  shown.answers(200, {
    attachment: { id: attachment.id, volume_id: volume.id, status: ofAttachment },
  })
}
