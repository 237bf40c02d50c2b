import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.list', ({ scenario }) => {
  scenario(
    '200:attachments',
    'lists an attachment of the project',
    async ({ blockStorage, volume, reservation }) => {
      const listed = await blockStorage.list()

      listed.answers(200)
      listed.includes('attachments', {
        id: reservation.id,
        volume_id: volume.id,
        status: 'reserved',
      })
    },
  )

  scenario(
    '200:filtered-by-volume',
    'lists the attachments of one volume only',
    async ({ blockStorage, volume, reservation, standing }) => {
      const listed = await blockStorage.list({ volume_id: volume.id })

      listed.answers(200, { attachments: [{ id: reservation.id, volume_id: volume.id }] })
      const others = await blockStorage.list({ volume_id: standing.volume.id })
      others.answers(200, { attachments: [{ volume_id: standing.volume.id }] })
    },
  )

  scenario(
    '200:limited',
    'lists no more attachments than the limit allows',
    async ({ blockStorage, reservation, standing }) => {
      const listed = await blockStorage.list({ limit: '1' })

      listed.answers(200)
      listed.has('attachments', 1)
      await reservation.is('reserved')
      await standing.volume.stays('in-use')
    },
  )

  scenario('400:negative-limit', 'refuses a negative limit', async ({ blockStorage }) => {
    const refused = await blockStorage.list({ limit: '-1' })

    refused.answers(400)
  })

  scenario(
    '400:unknown-filter',
    'refuses a filter that it does not know from 3.31 on',
    async ({ blockStorage }) => {
      const refused = await blockStorage.list({ colour: 'blue' })

      refused.answers(400)
    },
  )
})
