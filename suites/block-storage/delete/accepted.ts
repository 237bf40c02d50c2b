import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { VolumeAttachment } from '../../../fixtures/block-storage/volume-attachment.ts'
import type { Identified } from '../../../fixtures/core/client/channel.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.delete', ({ scenario }) => {
  scenario(
    '200:last-attachment',
    'deletes the only attachment, after which the volume is available',
    async ({ blockStorage, volume, reservation }) => {
      const deleted = await blockStorage.delete(reservation)

      deleted.answers(200, { attachments: [] })
      await volume.becomes('available')
      await volume.hasNoAttachment()
      await reservation.isGone()
    },
  )

  scenario(
    '200:others-remain',
    'deletes one of two attachments, names the other, and leaves the volume in use',
    async ({ blockStorage, multiattachVolume: volume, attachmentIn, noServer }) => {
      const first = await volume.comesToUseFor()
      const second = attachmentIn(await blockStorage.create(volume, { instance_uuid: noServer.id }))
      await volume.stays('reserved')

      const deleted = await blockStorage.delete(second)

      deleted.answers(200, {
        attachments: [{ id: first.id, volume_id: volume.id, status: 'attached', instance: null }],
      })
      await second.isGone()
      await first.is('attached')
      await volume.becomes('in-use')
    },
  )

  scenario(
    '200:others-remain-for-the-same-instance',
    'deletes one of two attachments for one instance and leaves the volume reserved',
    async ({ blockStorage, volume, attachmentIn, noServer }) => {
      const reserve = { instance_uuid: noServer.id }
      const first = attachmentIn(await blockStorage.create(volume, reserve))
      const second = attachmentIn(await blockStorage.create(volume, reserve))

      const deleted = await blockStorage.delete(first)

      deleted.answers(200, {
        attachments: [
          { id: second.id, volume_id: volume.id, status: 'reserved', instance: noServer.id },
        ],
      })
      await first.isGone()
      await second.is('reserved')
      await volume.stays('reserved')
    },
  )

  scenario(
    '200:reservation-of-the-same-instance-remains',
    'deletes a completed attachment and leaves the volume reserved for the same instance',
    async ({ blockStorage, volume, attachmentIn, noServer }) => {
      const instance_uuid = noServer.id
      const first = await volume.comesToUseFor(noServer)
      const second = attachmentIn(await blockStorage.create(volume, { instance_uuid }))

      const deleted = await blockStorage.delete(first)

      const left = { id: second.id, volume_id: volume.id, instance: instance_uuid }
      deleted.answers(200, { attachments: [{ ...left, status: 'reserved' }] })
      await second.is('reserved')
      await volume.stays('reserved')
      const rest = await blockStorage.delete(second)
      rest.answers(200, { attachments: [] })
      await volume.becomes('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '200:connected-without-instance',
    'deletes an attachment with a connector that is for no instance',
    async ({ blockStorage, volume, connector, attachmentIn }) => {
      const attachment = attachmentIn(await blockStorage.create(volume, { connector }))
      await attachment.is('attaching', { instance: null })

      await deletesTheOnlyOne(blockStorage, volume, attachment)
    },
  )

  scenario(
    '200:completed-without-instance',
    'deletes a completed attachment that is for no instance',
    async ({ blockStorage, volume }) => {
      await deletesTheOnlyOne(blockStorage, volume, await volume.comesToUseFor())
    },
  )

  scenario(
    '200:connected-for-unknown-instance',
    'deletes an attachment with a connector for an instance that Compute does not know',
    async ({ blockStorage, volume, connection }) => {
      await deletesTheOnlyOne(blockStorage, volume, connection)
    },
  )

  scenario(
    '200:completed-for-unknown-instance',
    'deletes a completed attachment for an instance that Compute does not know',
    async ({ blockStorage, volume, completed }) => {
      await deletesTheOnlyOne(blockStorage, volume, completed)
    },
  )

  scenario(
    '200:connected-for-another-server',
    'deletes an attachment with a connector for a server that does not have the volume',
    async ({ blockStorage, volume, connector, attachmentIn, standing: { server } }) => {
      const reserve = { instance_uuid: server.id, connector }
      const attachment = attachmentIn(await blockStorage.create(volume, reserve))
      await attachment.is('attaching', { instance: server.id })

      await deletesTheOnlyOne(blockStorage, volume, attachment)
    },
  )

  scenario(
    '200:beside-the-one-in-use',
    'deletes an attachment with a connector beside the one that its server is using',
    async ({ blockStorage, attached: { server, volume }, connector, attachmentIn }) => {
      const used = await volume.attachmentOf(server)
      const reserve = { instance_uuid: server.id, connector }
      const beside = attachmentIn(await blockStorage.create(volume, reserve))
      await beside.is('attaching', { instance: server.id })

      await deletesBeside(blockStorage, { server, volume }, used, beside)
    },
  )

  scenario(
    '200:reservation-beside-the-one-in-use',
    'deletes an attachment without a connector beside the one that its server is using',
    async ({ blockStorage, attached: { server, volume }, attachmentIn }) => {
      const used = await volume.attachmentOf(server)
      const reserve = { instance_uuid: server.id }
      const beside = attachmentIn(await blockStorage.create(volume, reserve))
      await beside.is('reserved', { instance: server.id })

      await deletesBeside(blockStorage, { server, volume }, used, beside)
    },
  )
})

/** Nobody has the volume any more. */
async function deletesTheOnlyOne(
  blockStorage: BlockStorageClient,
  volume: Volume,
  attachment: VolumeAttachment,
): Promise<void> {
  const deleted = await blockStorage.delete(attachment)

  deleted.answers(200, { attachments: [] })
  await volume.becomes('available')
  await attachment.isGone()
}

/** The server has the volume as before. */
async function deletesBeside(
  blockStorage: BlockStorageClient,
  { server, volume }: Holder,
  used: Identified,
  beside: VolumeAttachment,
): Promise<void> {
  const deleted = await blockStorage.delete(beside)

  const left = { id: used.id, volume_id: volume.id, status: 'attached', instance: server.id }
  deleted.answers(200, { attachments: [left] })
  await beside.isGone()
  await volume.becomes('in-use')
  await volume.isAttachedTo(server)
}
