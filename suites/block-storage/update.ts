import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.update', ({ scenario }) => {
  scenario(
    '200:connected',
    'gives a reserved attachment its connector',
    async ({ blockStorage, volume, reservation, connector }) => {
      const updated = await blockStorage.update(reservation, connector)

      updated.answers(200, { attachment: { id: reservation.id, volume_id: volume.id } })
      await reservation.is('attaching')
      await volume.stays('attaching')
    },
  )

  scenario(
    '400:no-connector',
    'refuses a body without a connector',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.updateWith(reservation, { attachment: {} })

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  scenario(
    '400:empty-connector',
    'refuses a connector that says nothing',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.update(reservation, {})

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  scenario(
    '404:unknown-attachment',
    'updates no attachment that does not exist',
    async ({ blockStorage, noAttachment, connector }) => {
      const refused = await blockStorage.update(noAttachment, connector)

      refused.answers(404)
    },
  )
})
