import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.delete', ({ scenario }) => {
  scenario(
    '200:last-attachment',
    'deletes the only attachment, after which the volume is available',
    async ({ blockStorage, volume, reservation }) => {
      const deleted = await blockStorage.delete(reservation)

      deleted.answers(200, { attachments: [] })
      await volume.becomes('available')
      await reservation.isGone()
    },
  )

  scenario(
    '200:others-remain',
    'deletes one of two attachments and names the other',
    async ({ blockStorage, multiattachVolume: volume, connector, attachmentIn, noServer }) => {
      const first = attachmentIn((await blockStorage.create(volume, { connector })).body)
      await volume.comesToUse(first)
      const second = attachmentIn(
        (await blockStorage.create(volume, { instance_uuid: noServer.id })).body,
      )

      const deleted = await blockStorage.delete(second)

      deleted.answers(200, { attachments: [{ id: first.id, volume_id: volume.id }] })
      await second.isGone()
      await first.is('attached')
    },
  )

  scenario(
    '400:malformed-json',
    'refuses a delete whose body is no JSON',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.deleteWithText(reservation, '{"attachment": ')

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  scenario(
    '404:unknown-attachment',
    'deletes no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.delete(noAttachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:already-deleted',
    'deletes an attachment only once',
    async ({ blockStorage, reservation }) => {
      const deleted = await blockStorage.delete(reservation)
      deleted.answers(200)

      const refused = await blockStorage.delete(reservation)

      refused.answers(404)
    },
  )

  scenario(
    '409:in-use-by-server',
    'refuses to delete an attachment that a server is using',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await blockStorage.delete(attachment)

      refused.answers(409)
      await attachment.is('attached')
      await volume.stays('in-use')
    },
  )
})
