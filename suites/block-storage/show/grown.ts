import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Attachments of volumes that were to become larger. */
export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:after-extend',
    'shows the same attachment of a volume that becomes larger while a server is using it',
    async ({ blockStorage, volumeActions, growing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)
      const larger = (await volume.size()) + 1

      const accepted = await volumeActions.extend(volume, larger)

      errata.settle('block-storage.show:extend-in-use', accepted)
      accepted.answers(202)
      await volume.growsTo(larger)
      await volume.goesThrough('extending', 'in-use')
      const shown = await blockStorage.show(attachment)
      shown.answers(200, { attachment: { status: 'attached', instance: server.id } })
      await volume.isAttachedTo(server)
    },
  )

  scenario(
    '200:after-extend-too-early',
    'shows the attachment of a volume in use that was to become larger before 3.42',
    async ({ blockStorage, volumeActions, growing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)
      const size = await volume.size()

      const refused = await volumeActions.extend(volume, size + 1)

      refused.answers(400)
      const shown = await blockStorage.show(attachment)
      shown.answers(200, { attachment: { status: 'attached', instance: server.id } })
      await volume.stays('in-use')
      await volume.growsTo(size)
    },
  )

  scenario(
    '200:after-extend-while-reserved',
    'shows the attachment of a reserved volume that was to become larger',
    async ({ blockStorage, volumeActions, volume, reservation }) => {
      const size = await volume.size()

      const refused = await volumeActions.extend(volume, size + 1)

      refused.answers(400)
      const shown = await blockStorage.show(reservation)
      shown.answers(200, { attachment: { status: 'reserved', volume_id: volume.id } })
      await volume.stays('reserved')
      await volume.growsTo(size)
    },
  )
})
