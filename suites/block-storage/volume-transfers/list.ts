import { linksTo } from '../../../fixtures/block-storage/transfers/links.ts'
import { operation } from '../../../fixtures/block-storage/transfers/operation.ts'
import { listsFiltered } from './listing/filters.ts'
import { listsInOrder } from './listing/order.ts'
import { listsPages } from './listing/pages.ts'
import { listsProjects } from './listing/projects.ts'
import { refusesQueries } from './listing/refusals.ts'

export default operation('block-storage.list-transfers', (suite) => {
  const { scenario } = suite

  scenario(
    '200:transfers',
    'lists each transfer with its id, its volume and its name',
    async ({ transfers, offer: { volume, transfer }, orderedTransfers: { name, oldest } }) => {
      const listed = await transfers.list()

      listed.answers(200)
      listed.includes('transfers', {
        id: transfer.id,
        volume_id: volume.id,
        name: transfer.name,
        links: linksTo(transfer),
      })
      listed.includes('transfers', { id: oldest.id, volume_id: oldest.volume.id, name })
    },
  )

  listsProjects(suite, 'list')
  listsFiltered(suite, 'list')
  listsInOrder(suite, 'list')
  listsPages(suite, 'list')
  refusesQueries(suite, 'list')

  scenario('401:no-token', 'asks for a token', async ({ nobody }) => {
    const refused = await nobody.transfers.list()

    refused.answers(401)
  })

  scenario('401:unknown-token', 'does not know every token', async ({ bearing }) => {
    const refused = await bearing({ value: 'gAAAAABattest' }).transfers.list()

    refused.answers(401)
  })

  scenario(
    '406:microversion-too-new',
    'refuses a microversion that is newer than its newest',
    async ({ speaking, offered }) => {
      for (const version of [offered.beyond, '3.9999']) {
        const { transfers } = speaking({ 'openstack-api-version': `volume ${version}` })
        const refused = await transfers.list()
        refused.answers(406)
      }
    },
  )
})
