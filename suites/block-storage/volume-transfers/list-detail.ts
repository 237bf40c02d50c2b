import { linksTo } from '../../../fixtures/block-storage/transfers/links.ts'
import { operation } from '../../../fixtures/block-storage/transfers/operation.ts'
import { aTime } from '../../../fixtures/core/client/matchers.ts'
import { listsFiltered } from './listing/filters.ts'
import { listsInOrder } from './listing/order.ts'
import { listsPages } from './listing/pages.ts'
import { listsProjects } from './listing/projects.ts'
import { refusesQueries } from './listing/refusals.ts'

export default operation('block-storage.list-transfers-detail', (suite) => {
  const { scenario } = suite

  scenario(
    '200:transfers',
    'lists a transfer with its details, and without its key',
    async ({ transfers, offer: { volume, transfer } }) => {
      const listed = await transfers.listDetail()

      listed.answers(200)
      listed.includes('transfers', {
        id: transfer.id,
        volume_id: volume.id,
        name: transfer.name,
        created_at: aTime,
        links: linksTo(transfer),
        auth_key: undefined,
      })
    },
  )

  scenario(
    '200:projects',
    'lists from 3.57 on the project that offers, and none that has accepted',
    async ({ transfers, orderedTransfers: { newest }, project }) => {
      const listed = await transfers.listDetail()

      listed.answers(200)
      listed.includes('transfers', {
        id: newest.id,
        source_project_id: project.id,
        destination_project_id: null,
        accepted: false,
      })
    },
  )

  scenario(
    '200:no-snapshots',
    'lists whether the snapshots are left out',
    async ({ transfers, offer, offerWithoutSnapshots }) => {
      const listed = await transfers.listDetail()

      listed.answers(200)
      listed.includes('transfers', { id: offer.transfer.id, no_snapshots: false })
      listed.includes('transfers', {
        id: offerWithoutSnapshots.transfer.id,
        no_snapshots: true,
        name: null,
      })
    },
  )

  listsProjects(suite, 'listDetail')
  listsFiltered(suite, 'listDetail')
  listsInOrder(suite, 'listDetail')
  listsPages(suite, 'listDetail')
  refusesQueries(suite, 'listDetail')
})
