import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, reservation, noProject }) => {
      const refused = await blockStorage.show(reservation, undefined, { projectId: noProject })

      refused.answers(400)
    },
  )

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.27',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await blockStorage.show(attachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:no-version-header',
    'does not exist for a request that names no microversion',
    async ({ speaking, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)
      const { blockStorage } = speaking({ 'openstack-api-version': undefined })

      const refused = await blockStorage.show(attachment)

      refused.answers(404)
      refused.speaksAt('3.0')
    },
  )

  scenario(
    '404:unknown-attachment',
    'shows no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.show(noAttachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'shows no attachment whose id is not a UUID',
    async ({ blockStorage, standing: { server, volume } }) => {
      const { id } = await volume.attachmentOf(server)

      for (const named of ['somewhere', id.slice(0, -1)]) {
        const refused = await blockStorage.show({ id: named })
        refused.answers(404)
      }
    },
  )

  scenario(
    '404:deleted',
    'shows no attachment that was deleted',
    async ({ blockStorage, reservation }) => {
      const deleted = await blockStorage.delete(reservation)
      deleted.answers(200)

      const refused = await blockStorage.show(reservation)

      refused.answers(404)
    },
  )

  scenario(
    '404:detached',
    'shows no attachment of a volume that was detached',
    async ({ blockStorage, compute, attached: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)
      const detached = await compute.detach(server, volume)
      detached.answers(202)
      await volume.becomes('available')

      const refused = await blockStorage.show(attachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-attachment',
    'hides the attachment of another project',
    async ({ stranger, standing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await stranger.blockStorage.show(attachment)

      errata.settle('block-storage.show:foreign-attachment-shown', refused)
      refused.answers(404)
    },
  )
})
