import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Values of `os-complete`, which the service ignores. */
const VALUES = [null, 'now', ['now'], { attached_at: '2031-04-17T06:35:09', force: true }, 7]

export default operation('block-storage.complete', ({ scenario }) => {
  scenario(
    '204:completed',
    'completes an attachment, after which the volume is in use',
    async ({ blockStorage, volume, connector, attachmentIn, noServer }) => {
      const created = await blockStorage.create(volume, { instance_uuid: noServer.id, connector })
      const attachment = attachmentIn(created)
      const since = await attachment.attachedAt()
      await volume.stays('attaching')

      const completed = await blockStorage.complete(attachment)

      completed.answers(204)
      await attachment.is('attached', { attached_at: since, instance: noServer.id })
      await volume.stays('in-use')
      await volume.names(attachment, { server_id: noServer.id, device: '/dev/vdb' })
    },
  )

  scenario(
    '204:without-connector',
    'completes an attachment that has no connector',
    async ({ blockStorage, volume, attachmentIn }) => {
      const reservation = attachmentIn(await blockStorage.create(volume))

      const completed = await blockStorage.complete(reservation)

      completed.answers(204)
      await reservation.is('attached', { attached_at: '', instance: null })
      await volume.stays('in-use')
      await volume.names(reservation, { server_id: null, device: null })
    },
  )

  scenario(
    '204:again',
    'completes an attachment a second time without an effect',
    async ({ blockStorage, volume, completed }) => {
      const since = await completed.attachedAt()

      const again = await blockStorage.complete(completed)

      again.answers(204)
      await completed.is('attached', { attached_at: since })
      await volume.stays('in-use')
    },
  )

  scenario(
    '204:any-value',
    'completes an attachment whatever the value of the action',
    async ({ blockStorage, volume, attachmentIn }) => {
      for (const value of VALUES) {
        const attachment = attachmentIn(await blockStorage.create(volume))

        const completed = await blockStorage.completeWith(attachment, { 'os-complete': value })

        completed.answers(204)
        await attachment.is('attached', { attached_at: '' })
        await volume.stays('in-use')
        const deleted = await blockStorage.delete(attachment)
        deleted.answers(200)
        await volume.becomes('available')
      }
    },
  )

  scenario(
    '204:volume-in-error',
    'completes an attachment of a volume that has gone into error meanwhile',
    async ({ blockStorage, volume, reservation, force }) => {
      await force(volume, 'error')

      const completed = await blockStorage.complete(reservation)

      completed.answers(204)
      await reservation.is('attached')
      await volume.stays('in-use')
    },
  )
})
