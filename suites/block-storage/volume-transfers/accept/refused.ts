import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'

/** Statuses that a volume which was offered may be given by hand. */
const NOT_WAITING = ['available', 'error', 'maintenance']

export default operation('block-storage.accept-transfer', ({ scenario }) => {
  scenario(
    '400:wrong-key',
    'gives the volume to nobody who does not have the key',
    async ({ stranger, offer: { volume, transfer, key } }) => {
      for (const wrong of ['', `${key}0`, key.slice(1), '0123456789abcdef']) {
        const refused = await stranger.transfers.accept(transfer, wrong)

        refused.answers(400)
      }
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )

  scenario(
    '400:numeric-key',
    'gives the volume to nobody whose key is a number',
    async ({ stranger, offer: { volume, transfer } }) => {
      const refused = await stranger.transfers.acceptWith(transfer, {
        accept: { auth_key: 1234567890123456 },
      })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '400:volume-not-waiting',
    'gives no volume away that an administrator has given another status',
    async ({ stranger, offer: { volume, transfer, key }, force }) => {
      for (const status of NOT_WAITING) {
        await force(volume, status)

        const refused = await stranger.transfers.accept(transfer, key)

        refused.answers(400)
        await volume.stays(status)
      }
      await transfer.isShown()
    },
  )

  scenario(
    '400:snapshot-not-available',
    'gives no volume away with a snapshot that is not available any more',
    async ({ stranger, giftWithSnapshot: { volume, transfer, key, snapshot }, forceSnapshot }) => {
      await forceSnapshot(snapshot, 'error')

      const refused = await stranger.transfers.accept(transfer, key)

      refused.answers(400)
      await volume.stays('awaiting-transfer')
      await snapshot.stays('error')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ stranger, offer: { volume, transfer, key }, noProject }) => {
      const refused = await stranger.transfers.accept(transfer, key, { projectId: noProject })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '403:role',
    'lets nobody accept a volume who may only read',
    async ({ reader, offer: { volume, transfer, key }, errata }) => {
      const refused = await reader.transfers.accept(transfer, key)

      errata.settle('block-storage:transfers-role-defaults', refused)
      refused.answers(403)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '404:unknown-transfer',
    'finds no transfer that does not exist',
    async ({ stranger, noTransfer }) => {
      const refused = await stranger.transfers.accept(noTransfer, '0123456789abcdef')

      refused.answers(404)
    },
  )

  scenario('404:id-no-uuid', 'finds no transfer whose id is no UUID', async ({ stranger }) => {
    const nowhere = { id: 'somewhere' }
    const refused = await stranger.transfers.accept(nowhere, '0123456789abcdef')

    refused.answers(404)
  })

  scenario(
    '404:accepted-before',
    'accepts no transfer twice',
    async ({ stranger, gift: { theirs, transfer, key } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)
      accepted.answers(202)

      const refused = await stranger.transfers.accept(transfer, key)

      refused.answers(404)
      await theirs.becomes('available')
    },
  )

  scenario(
    '404:withdrawn',
    'accepts no transfer that has been deleted',
    async ({ stranger, withdrawn: { volume, transfer, key } }) => {
      const refused = await stranger.transfers.accept(transfer, key)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '413:volume-too-large',
    'gives no project a volume larger than it may have',
    async ({ stranger, giftTooLarge: { volume, transfer, key } }) => {
      const refused = await stranger.transfers.accept(transfer, key)

      refused.answers(413, { overLimit: { code: 413 } })
      await volume.stays('awaiting-transfer')
      await transfer.isShown()
    },
  )
})
