import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** How often: what happens when a server is deleted in building depends on how far that has got. */
const ROUNDS = 3

/** Attachments that Compute makes and removes without an attach or a detach. */
export default operation('block-storage.list', ({ scenario }) => {
  scenario(
    '200:server-deleted-while-built',
    'lists no attachment of a volume whose server was deleted while it was built',
    async ({ blockStorage, volume, buildingFrom }) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const server = await buildingFrom(volume)
        await server.delete()
        await volume.becomes('available')

        const listed = await blockStorage.list({ volume_id: volume.id })

        listed.answers(200, { attachments: [] })
        await volume.stays('available')
      }
    },
  )
})
