import { operation } from '../../fixtures/scenario.ts'

export default operation('block-storage.list-detail', ({ scenario }) => {
  scenario(
    '200:attachments',
    'lists an attachment with all its details',
    async ({ blockStorage, volume, reservation }) => {
      const listed = await blockStorage.listDetail()

      listed.answers(200)
      listed.includes('attachments', {
        id: reservation.id,
        volume_id: volume.id,
        status: 'reserved',
        attached_at: '',
        connection_info: {},
      })
    },
  )

  scenario('400:negative-limit', 'refuses a negative limit', async ({ blockStorage }) => {
    const refused = await blockStorage.listDetail({ limit: '-1' })

    refused.answers(400)
  })

  scenario(
    '400:unknown-sort-key',
    'refuses to sort by what an attachment does not have',
    async ({ blockStorage }) => {
      const refused = await blockStorage.listDetail({ sort: 'colour:asc' })

      refused.answers(400)
    },
  )

  scenario(
    '400:unknown-filter',
    'refuses a filter that it does not know from 3.31 on',
    async ({ blockStorage }) => {
      const refused = await blockStorage.listDetail({ colour: 'blue' })

      refused.answers(400)
    },
  )
})
