import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

export default operation('block-storage.delete', ({ scenario }) => {
  scenario(
    '400:malformed-json',
    'refuses a delete whose body is not JSON',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.deleteWithText(reservation, '{"attachment": ')

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses to delete under a path that names another project than the token',
    async ({ blockStorage, reservation, noProject }) => {
      const refused = await blockStorage.delete(reservation, { projectId: noProject })

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses a delete to ${who}`,
      async ({ [persona]: caller, volume, reservation, errata }) => {
        const refused = await caller.blockStorage.delete(reservation)

        errata.settle('block-storage:role-defaults', refused)
        refused.answers(403)
        await reservation.is('reserved')
        await volume.stays('reserved')
      },
      [persona],
    )
  }

  scenario(
    '403:foreign-attachment',
    'forbids to delete the attachment of another project',
    async ({ stranger, volume, reservation, errata }) => {
      const refused = await stranger.blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage.delete:foreign-attachment-hidden', refused)
      refused.answers(403)
    },
  )

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.27',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.delete(reservation)

      refused.answers(404)
      await reservation.is('reserved')
    },
  )

  scenario(
    '404:no-version-header',
    'does not exist for a request that names no microversion',
    async ({ speaking, reservation }) => {
      const { blockStorage } = speaking({ 'openstack-api-version': undefined })

      const refused = await blockStorage.delete(reservation)

      refused.answers(404)
      refused.speaksAt('3.0')
      await reservation.is('reserved')
    },
  )

  scenario(
    '404:unknown-attachment',
    'deletes no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.delete(noAttachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'deletes no attachment that is named by something else than a UUID',
    async ({ blockStorage, reservation }) => {
      for (const id of ['somewhere', reservation.id.slice(0, -1)]) {
        const refused = await blockStorage.delete({ id })
        refused.answers(404)
      }

      await reservation.is('reserved')
    },
  )

  scenario(
    '404:already-deleted',
    'deletes an attachment only once',
    async ({ blockStorage, volume, reservation }) => {
      const deleted = await blockStorage.delete(reservation)
      deleted.answers(200)

      const refused = await blockStorage.delete(reservation)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:deleted-by-compute',
    'finds no attachment to delete that Compute, as a service, has deleted',
    async ({ blockStorage, compute, attached: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)
      const detached = await compute.detach(server, volume)
      detached.answers(202)
      await volume.becomes('available')

      const refused = await blockStorage.delete(attachment)

      refused.answers(404)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '404:foreign-attachment',
    'finds no attachment of another project to delete',
    async ({ stranger, volume, reservation, errata }) => {
      const refused = await stranger.blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:foreign-attachment', refused)
      refused.answers(404)
    },
  )

  scenario(
    '409:in-use-by-server',
    'refuses to delete an attachment that a server is using',
    async ({ blockStorage, attached: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await blockStorage.delete(attachment)

      errata.settle('block-storage.delete:409-after-seed', refused)
      refused.answers(409)
      await attachment.is('attached')
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
    },
  )

  scenario(
    '409:in-use-by-server-for-admin',
    'refuses to delete an attachment that a server is using to an administrator, too',
    async ({ admin, attached: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await admin.blockStorage.delete(attachment)

      errata.settle('block-storage.delete:409-after-seed', refused)
      refused.answers(409)
      await attachment.is('attached')
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
    },
  )
})
