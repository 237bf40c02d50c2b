import { operation } from '../../fixtures/volume-attach/operation.ts'
import { findsNothing } from './listing/absences.ts'
import { listsFiltered } from './listing/filters.ts'
import { listsInOrder } from './listing/order.ts'
import { listsPages } from './listing/pages.ts'
import { listsProjects } from './listing/projects.ts'
import { refusesQueries } from './listing/refusals.ts'

export default operation('block-storage.list', (suite) => {
  const { scenario } = suite

  scenario(
    '200:attachments',
    'lists each attachment with its id, volume, instance and status',
    async ({
      blockStorage,
      orderedAttachments: { instance, oldest, middle },
      volume,
      reservation,
    }) => {
      const listed = await blockStorage.list()

      listed.answers(200)
      listed.includes('attachments', {
        id: reservation.id,
        volume_id: volume.id,
        status: 'reserved',
      })
      listed.includes('attachments', {
        id: oldest.id,
        volume_id: oldest.volume.id,
        instance: instance.id,
        status: 'attaching',
      })
      listed.includes('attachments', {
        id: middle.id,
        volume_id: middle.volume.id,
        instance: instance.id,
        status: 'attached',
      })
    },
  )

  scenario(
    '200:after-refused-resets',
    'lists no attachment of a volume without one that an administrator was to reset to be in use',
    async ({ admin, volume }) => {
      const inUse = await admin.volumeActions.reset(volume, { status: 'in-use' })
      const unknown = await admin.volumeActions.reset(volume, { attach_status: 'attest' })

      inUse.answers(400)
      unknown.answers(400)
      const listed = await admin.blockStorage.list({ volume_id: volume.id })
      listed.answers(200, { attachments: [] })
      await volume.stays('available')
    },
  )

  listsProjects(suite, 'list')
  listsFiltered(suite, 'list')
  listsInOrder(suite, 'list')
  listsPages(suite, 'list')
  refusesQueries(suite, 'list')
  findsNothing(suite, 'list')
})
