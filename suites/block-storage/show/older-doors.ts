import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { VolumeAttachment } from '../../../fixtures/block-storage/volume-attachment.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Attachments that the older actions on volumes must not take from a server. */
export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:after-os-detach',
    'shows an attachment that a server is using after its volume was to be detached by os-detach',
    async ({ blockStorage, volumeActions, attached }) => {
      const attachment = await attached.volume.attachmentOf(attached.server)

      for (const named of [undefined, attachment]) {
        const refused = await volumeActions.detach(attached.volume, named)

        refused.answers(409)
        await isStillUsed(blockStorage, attachment, attached)
      }
    },
  )

  scenario(
    '200:after-os-terminate-connection',
    'shows an attachment that a server is using after its connection was to be terminated',
    async ({ blockStorage, volumeActions, attached, connector }) => {
      const attachment = await attached.volume.attachmentOf(attached.server)

      const refused = await volumeActions.terminateConnection(attached.volume, connector)

      refused.answers(409)
      await isStillUsed(blockStorage, attachment, attached)
    },
  )

  scenario(
    '200:after-os-force-detach',
    'shows an attachment that a server is using after an administrator was to detach it by force',
    async ({ admin, attached, force }) => {
      const attachment = await attached.volume.attachmentOf(attached.server)
      await force(attached.volume, 'error')

      const refused = await admin.volumeActions.forceDetach(attached.volume, attachment)

      refused.answers(409)
      await attached.volume.stays('error')
      await force(attached.volume, 'in-use')
      await isStillUsed(admin.blockStorage, attachment, attached)
    },
  )

  scenario(
    '200:after-false-service-tokens',
    'shows an attachment that a server is using after somebody has detached it as a false service',
    async ({ blockStorage, claiming, attached, connector }) => {
      const { volume, server } = attached
      const attachment = await volume.attachmentOf(server)

      for (const token of ['own', { value: 'issued-by-nobody' }] as const) {
        const { volumeActions } = claiming(token)
        const detached = await volumeActions.detach(volume, attachment)
        const terminated = await volumeActions.terminateConnection(volume, connector)

        detached.answersOneOf(401, 403, 409)
        terminated.answersOneOf(401, 403, 409)
        await isStillUsed(blockStorage, attachment, attached)
      }
    },
  )

  scenario(
    '200:after-false-service-tokens-of-admin',
    'shows an attachment in use after an administrator has detached it by force as a false service',
    async ({ adminClaiming, admin, attached, force }) => {
      const attachment = await attached.volume.attachmentOf(attached.server)
      await force(attached.volume, 'error')

      for (const token of ['own', { value: 'issued-by-nobody' }] as const) {
        const { volumeActions } = adminClaiming(token)
        const refused = await volumeActions.forceDetach(attached.volume, attachment)

        refused.answersOneOf(401, 403, 409)
      }
      await force(attached.volume, 'in-use')
      await isStillUsed(admin.blockStorage, attachment, attached)
    },
  )

  scenario(
    '200:after-os-detach-of-another-volume',
    'shows an attachment after it was to be detached from another volume than its own',
    async ({ blockStorage, volumeActions, volume, completed, anotherVolume, attachmentIn }) => {
      const other = attachmentIn(await blockStorage.create(anotherVolume))

      const refused = await volumeActions.detach(anotherVolume, completed)

      refused.answersOneOf(400, 403)
      const shown = await blockStorage.show(completed)
      shown.answers(200, { attachment: { status: 'attached', volume_id: volume.id } })
      await volume.stays('in-use')
      await other.is('reserved', { volume_id: anotherVolume.id })
      await anotherVolume.stays('reserved')
    },
  )

  scenario(
    '200:after-os-detach-of-two',
    'shows both attachments of a volume that was to be detached without saying from which',
    async ({ blockStorage, volumeActions, inUseTwice: { volume, first, last } }) => {
      const refused = await volumeActions.detach(volume)

      refused.answers(409)
      for (const { attachment, instance } of [first, last]) {
        const shown = await blockStorage.show(attachment)
        shown.answers(200, { attachment: { status: 'attached', instance: instance.id } })
      }
      await volume.stays('in-use')
      await volume.isAttachedTo(first.instance, last.instance)
    },
  )
})

/** Both services go on to say that the server has the volume through this attachment. */
async function isStillUsed(
  blockStorage: BlockStorageClient,
  attachment: VolumeAttachment,
  { server, volume }: Holder,
): Promise<void> {
  const shown = await blockStorage.show(attachment)
  shown.answers(200, {
    attachment: { id: attachment.id, status: 'attached', instance: server.id },
  })
  await volume.stays('in-use')
  await volume.isAttachedTo(server)
  await server.lists(volume)
}
