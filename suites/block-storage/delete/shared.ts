import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { Used } from '../../../fixtures/block-storage/block-storage-fixtures.ts'
import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Deletes of one of two attachments of a volume. */
export default operation('block-storage.delete', ({ scenario }) => {
  scenario(
    '200:first-of-two-in-use',
    'deletes the first of two completed attachments, and later the last',
    async ({ blockStorage, inUseTwice: { volume, first, last } }) => {
      await deletesInTurn(blockStorage, volume, first, last)
    },
  )

  scenario(
    '200:last-of-two-in-use',
    'deletes the last of two completed attachments, and later the first',
    async ({ blockStorage, inUseTwice: { volume, first, last } }) => {
      await deletesInTurn(blockStorage, volume, last, first)
    },
  )

  scenario(
    '200:beside-that-of-a-server',
    'deletes an attachment of a volume that a server goes on using',
    async ({ blockStorage, besideServer: { volume, server, beside } }) => {
      const used = await volume.attachmentOf(server)

      const deleted = await blockStorage.delete(beside)

      deleted.answers(200, {
        attachments: [
          { id: used.id, volume_id: volume.id, status: 'attached', instance: server.id },
        ],
      })
      await beside.isGone()
      await used.is('attached', { instance: server.id })
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
      await server.lists(volume)
    },
  )

  scenario(
    '409:in-use-by-two-servers',
    'refuses to delete either attachment of a volume that two servers are using',
    async ({ blockStorage, shared: { volume, servers }, errata }) => {
      for (const server of servers) {
        const used = await volume.attachmentOf(server)

        const refused = await blockStorage.delete(used)

        errata.settle('block-storage.delete:409-after-seed', refused)
        refused.answers(409)
        await used.is('attached', { instance: server.id })
      }

      await volume.stays('in-use')
      await volume.isAttachedTo(...servers)
    },
  )
})

/** Deletes an attachment, after which the volume is the other's alone, and then that one. */
async function deletesInTurn(
  blockStorage: BlockStorageClient,
  volume: Volume,
  gone: Used,
  kept: Used,
): Promise<void> {
  const deleted = await blockStorage.delete(gone.attachment)

  const left = { id: kept.attachment.id, volume_id: volume.id, instance: kept.instance.id }
  deleted.answers(200, { attachments: [{ ...left, status: 'attached' }] })
  await gone.attachment.isGone()
  await kept.attachment.is('attached', { instance: kept.instance.id })
  await volume.stays('in-use')
  await volume.isAttachedTo(kept.instance)

  const rest = await blockStorage.delete(kept.attachment)

  rest.answers(200, { attachments: [] })
  await kept.attachment.isGone()
  await volume.becomes('available')
  await volume.hasNoAttachment()
}
