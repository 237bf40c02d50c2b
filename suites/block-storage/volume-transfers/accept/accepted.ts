import { linksTo } from '../../../../fixtures/block-storage/transfers/links.ts'
import { operation } from '../../../../fixtures/block-storage/transfers/operation.ts'

export default operation('block-storage.accept-transfer', ({ scenario }) => {
  scenario(
    '202:accepted',
    'answers with the transfer when another project accepts it',
    async ({ stranger, gift: { volume, transfer, key } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202, {
        transfer: {
          id: transfer.id,
          volume_id: volume.id,
          name: transfer.name,
          links: linksTo(transfer),
        },
      })
    },
  )

  scenario(
    '202:new-owner',
    'makes the volume one of the project that accepts it',
    async ({ stranger, gift: { volume, theirs, transfer, key } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202)
      await theirs.becomes('available')
      await volume.isHidden()
    },
  )

  scenario(
    '202:ends-the-offer',
    'ends the offer for both projects',
    async ({ stranger, gift: { transfer, theirTransfer, key } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202)
      await transfer.isGone()
      await theirTransfer.isGone()
    },
  )

  scenario(
    '202:snapshots-go-along',
    'gives the snapshots away with their volume',
    async ({ stranger, giftWithSnapshot: { transfer, key, snapshot, theirSnapshot } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202)
      await theirSnapshot.stays('available')
      await snapshot.isHidden()
    },
  )

  scenario(
    '202:snapshots-stay',
    'leaves the snapshots where they are when the offer leaves them out',
    async ({
      stranger,
      giftWithoutSnapshot: { transfer, key, theirs, snapshot, theirSnapshot },
    }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202)
      await theirs.becomes('available')
      await snapshot.stays('available')
      await theirSnapshot.isHidden()
    },
  )

  scenario(
    '202:own-project',
    'lets the project that offers a volume accept it itself',
    async ({ transfers, offer: { volume, transfer, key } }) => {
      const accepted = await transfers.accept(transfer, key)

      accepted.answers(202, { transfer: { id: transfer.id, volume_id: volume.id } })
      await volume.becomes('available')
      await transfer.isGone()
    },
  )

  scenario(
    '202:encrypted-volume',
    'gives an encrypted volume away from 3.70 on',
    async ({ stranger, encryptedGift: { volume, theirs, transfer, key } }) => {
      const accepted = await stranger.transfers.accept(transfer, key)

      accepted.answers(202)
      await theirs.becomes('available')
      await volume.isHidden()
    },
  )
})
