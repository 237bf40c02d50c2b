import { operation } from '../../../fixtures/core/case/scenario.ts'

export default operation('block-storage.delete-transfer', ({ scenario }) => {
  scenario(
    '202:deleted',
    'deletes a transfer, which nobody finds any more',
    async ({ blockStorage, offer: { transfer } }) => {
      const deleted = await blockStorage.transfers.delete(transfer)

      deleted.answers(202)
      await transfer.isGone()
    },
  )

  scenario(
    '202:volume-available',
    'makes the volume available again',
    async ({ blockStorage, offer: { volume, transfer } }) => {
      const deleted = await blockStorage.transfers.delete(transfer)

      deleted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '202:volume-not-waiting',
    'leaves the status of a volume as it is that is not waiting any more',
    async ({ blockStorage, offer: { volume, transfer }, force }) => {
      await force(volume, 'error')

      const deleted = await blockStorage.transfers.delete(transfer)

      deleted.answers(202)
      await transfer.isGone()
      await volume.stays('error')
    },
  )

  scenario(
    '202:foreign-transfer-by-admin',
    'lets an administrator delete a transfer of another project',
    async ({ admin, foreignOffer: { volume, transfer } }) => {
      const deleted = await admin.blockStorage.transfers.delete(transfer)

      deleted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '400:malformed-json',
    'refuses a body that is said to be JSON and is none',
    async ({ blockStorage, offer: { volume, transfer } }) => {
      const refused = await blockStorage.transfers.deleteWithText(transfer, '{"transfer": ')

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, offer: { volume, transfer }, noProject }) => {
      const refused = await blockStorage.transfers.deleteInProject(transfer, noProject)

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '403:role',
    'lets nobody delete a transfer who may only read',
    async ({ reader, offer: { volume, transfer }, errata }) => {
      const refused = await reader.blockStorage.transfers.delete(transfer)

      errata.settle('block-storage:transfers-role-defaults', refused)
      refused.answers(403)
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )

  scenario(
    '404:unknown-transfer',
    'deletes no transfer that does not exist',
    async ({ blockStorage, noTransfer }) => {
      const refused = await blockStorage.transfers.delete(noTransfer)

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'deletes no transfer whose id is no UUID',
    async ({ blockStorage }) => {
      const refused = await blockStorage.transfers.delete({ id: 'somewhere' })

      refused.answers(404)
    },
  )

  scenario(
    '404:already-deleted',
    'deletes no transfer twice',
    async ({ blockStorage, withdrawn: { volume, transfer } }) => {
      const refused = await blockStorage.transfers.delete(transfer)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:accepted',
    'deletes no transfer that has been accepted',
    async ({ blockStorage, acceptedTransfer }) => {
      const refused = await blockStorage.transfers.delete(acceptedTransfer)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-transfer',
    'lets no other project delete a transfer',
    async ({ stranger, offer: { volume, transfer } }) => {
      const refused = await stranger.blockStorage.transfers.delete(transfer)

      refused.answers(404)
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )
})
