import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:reserved',
    'shows an attachment without a connector as reserved',
    async ({ blockStorage, volume, reservation }) => {
      const shown = await blockStorage.show(reservation)

      shown.answers(200, {
        attachment: {
          id: reservation.id,
          volume_id: volume.id,
          status: 'reserved',
          attached_at: '',
          connection_info: {},
        },
      })
    },
  )

  scenario(
    '200:attaching',
    'shows an attachment with a connector as attaching',
    async ({ blockStorage, volume, connection }) => {
      const shown = await blockStorage.show(connection)

      shown.answers(200, {
        attachment: { id: connection.id, volume_id: volume.id, status: 'attaching' },
      })
      await volume.stays('attaching')
    },
  )

  scenario(
    '200:attached',
    'shows a completed attachment as attached',
    async ({ blockStorage, volume, completed }) => {
      const shown = await blockStorage.show(completed)

      shown.answers(200, {
        attachment: { id: completed.id, volume_id: volume.id, status: 'attached' },
      })
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, reservation, noProject }) => {
      const refused = await blockStorage.showInProject(reservation, noProject)

      refused.answers(400)
    },
  )

  scenario(
    '404:unknown-attachment',
    'shows no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.show(noAttachment)

      refused.answers(404)
    },
  )
})
