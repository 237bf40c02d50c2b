import { operation } from '../../fixtures/volume-attach/operation.ts'
import { findsNothing } from './listing/absences.ts'
import { listsFiltered } from './listing/filters.ts'
import { listsInOrder } from './listing/order.ts'
import { listsPages } from './listing/pages.ts'
import { listsProjects } from './listing/projects.ts'
import { refusesQueries } from './listing/refusals.ts'

export default operation('block-storage.list-detail', (suite) => {
  const { scenario } = suite

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
        detached_at: '',
        connection_info: {},
      })
    },
  )

  scenario(
    '200:connected',
    'lists a connected attachment with its connection',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle } }) => {
      const connected = await blockStorage.listDetail({ volume_id: oldest.volume.id })
      connected.answers(200, {
        attachments: [
          {
            id: oldest.id,
            volume_id: oldest.volume.id,
            instance: instance.id,
            status: 'attaching',
            attach_mode: 'rw',
            detached_at: '',
            connection_info: { attachment_id: oldest.id },
          },
        ],
      })

      const completed = await blockStorage.listDetail({ volume_id: middle.volume.id })
      completed.answers(200, {
        attachments: [
          {
            id: middle.id,
            instance: instance.id,
            status: 'attached',
            connection_info: { attachment_id: middle.id },
          },
        ],
      })
    },
  )

  scenario(
    '200:modes-at-two-servers',
    'lists that both servers of a volume may write to it',
    async ({ blockStorage, shared: { volume, servers } }) => {
      const listed = await blockStorage.listDetail({ volume_id: volume.id })

      listed.answers(200).has('attachments', servers.length)
      for (const { id } of servers) {
        listed.includes('attachments', { instance: id, status: 'attached', attach_mode: 'rw' })
      }
    },
  )

  listsProjects(suite, 'listDetail')
  listsFiltered(suite, 'listDetail')
  listsInOrder(suite, 'listDetail')
  listsPages(suite, 'listDetail')
  refusesQueries(suite, 'listDetail')
  findsNothing(suite, 'listDetail')
})
