import { operation } from '../../../fixtures/block-storage/transfers/operation.ts'
import { haveOwnRequestIds } from '../../../fixtures/block-storage/transfers/request-ids.ts'

export default operation('block-storage.delete-transfer', ({ scenario }) => {
  scenario(
    '202:request-ids',
    'tells apart the requests that delete two transfers',
    async ({ transfers, offer, offerWithoutSnapshots }) => {
      const first = await transfers.delete(offer.transfer)
      const second = await transfers.delete(offerWithoutSnapshots.transfer)

      first.answers(202)
      second.answers(202)
      haveOwnRequestIds(first, second)
    },
  )

  scenario(
    '202:deleted',
    'deletes a transfer, which nobody finds any more',
    async ({ transfers, offer: { transfer } }) => {
      const deleted = await transfers.delete(transfer)

      deleted.answers(202)
      await transfer.isGone()
    },
  )

  scenario(
    '202:volume-available',
    'makes the volume available again',
    async ({ transfers, offer: { volume, transfer } }) => {
      const deleted = await transfers.delete(transfer)

      deleted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '202:volume-not-waiting',
    'leaves the status of a volume as it is that is not waiting any more',
    async ({ transfers, offer: { volume, transfer }, force }) => {
      await force(volume, 'error')

      const deleted = await transfers.delete(transfer)

      deleted.answers(202)
      await transfer.isGone()
      await volume.stays('error')
    },
  )

  scenario(
    '202:foreign-transfer-by-admin',
    'lets an administrator delete a transfer of another project',
    async ({ admin, foreignOffer: { volume, transfer } }) => {
      const deleted = await admin.transfers.delete(transfer)

      deleted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '400:malformed-json',
    'refuses a body that is said to be JSON and is none',
    async ({ transfers, offer: { volume, transfer } }) => {
      const refused = await transfers.deleteWithText(transfer, '{"transfer": ')

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ transfers, offer: { volume, transfer }, noProject }) => {
      const refused = await transfers.delete(transfer, { projectId: noProject })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '403:role',
    'lets nobody delete a transfer who may only read',
    async ({ reader, offer: { volume, transfer }, errata }) => {
      const refused = await reader.transfers.delete(transfer)

      errata.settle('block-storage:transfers-role-defaults', refused)
      refused.answers(403)
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )

  scenario(
    '404:unknown-transfer',
    'deletes no transfer that does not exist',
    async ({ transfers, noTransfer }) => {
      const refused = await transfers.delete(noTransfer)

      refused.answers(404)
    },
  )

  scenario('404:id-no-uuid', 'deletes no transfer whose id is no UUID', async ({ transfers }) => {
    const refused = await transfers.delete({ id: 'somewhere' })

    refused.answers(404)
  })

  scenario(
    '404:already-deleted',
    'deletes no transfer twice',
    async ({ transfers, withdrawn: { volume, transfer } }) => {
      const refused = await transfers.delete(transfer)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:accepted',
    'deletes no transfer that has been accepted',
    async ({ transfers, acceptedTransfer }) => {
      const refused = await transfers.delete(acceptedTransfer)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-transfer',
    'lets no other project delete a transfer',
    async ({ stranger, offer: { volume, transfer } }) => {
      const refused = await stranger.transfers.delete(transfer)

      refused.answers(404)
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )
})
