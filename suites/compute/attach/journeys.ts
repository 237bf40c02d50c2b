import { aTime, something } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { attaches, isAccepted, isPerformed, SUCCESSES } from './outcome.ts'

/** What becomes of an attach when its server goes on to another state, or is deleted. */
export default operation('compute.attach', ({ scenario }) => {
  for (const success of SUCCESSES) {
    scenario(
      `${success}:unshelved-later`,
      attaches(success, 'a volume to an offloaded server, which has it when it is unshelved'),
      async ({ compute, volume, shelving: { server, to } }) => {
        await to('offloaded')
        const attached = await compute.attach(server, volume)
        isAccepted(attached, success, server, volume, { device: null })
        await volume.stays('in-use')

        await to('unshelved')

        await volume.becomes('in-use')
        await volume.isAttachedTo(server)
        await volume.hasAttachments(1)
        const attachment = await volume.attachmentOf(server)
        await attachment.is('attached', { connection_info: something, attached_at: aTime })
        await server.shows(volume, {
          device: await server.deviceOf(volume),
          attachment_id: attachment.id,
        })
      },
    )

    scenario(
      `${success}:resize-confirmed-later`,
      attaches(success, 'a volume to a resized server, which keeps it when that is confirmed'),
      async ({ compute, volume, confirming: { server, to } }) => {
        await to('resized')
        const attached = await compute.attach(server, volume)
        await isPerformed(attached, success, server, volume)

        await to('confirmed')

        await volume.becomes('in-use')
        await volume.isAttachedTo(server)
        await server.lists(volume)
      },
    )

    scenario(
      `${success}:deleted-with-offloaded-server`,
      attaches(success, 'volumes to a server that is deleted when it is offloaded, as they wish'),
      async ({ leftByOffloadedServer }) => {
        const { flagged, unflagged } = await (success === 200
          ? leftByOffloadedServer('2.79', 'meanwhile')
          : leftByOffloadedServer('2.101', 'before'))

        await flagged.vanishes()
        await unflagged.becomes('available')
        await unflagged.hasNoAttachment()
      },
    )
  }

  scenario(
    '200:left-by-one-of-two-servers',
    'attaches a volume so that it stays with one of two servers when the other is deleted',
    async ({ compute, shared: { volume, servers } }) => {
      const [gone, kept] = servers
      const attachment = await volume.attachmentOf(kept)

      await gone.delete()

      await volume.becomes('in-use')
      await volume.isAttachedTo(kept)
      await volume.hasAttachments(1)
      await attachment.is('attached', { instance: kept.id })
      const listed = await compute.list(kept)
      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id })
    },
  )

  scenario(
    '200:left-by-both-servers',
    'attaches a volume so that it is free when both of its servers are deleted',
    async ({ compute, shared: { volume, servers } }) => {
      for (const server of servers) await server.lists(volume)

      await Promise.all(servers.map((server) => server.delete()))

      await volume.becomes('available')
      await volume.hasNoAttachment()
      const listed = await compute.list(servers[0])
      listed.answers(404)
    },
  )
})
