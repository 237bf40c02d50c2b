import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

const DETACHABLE = [
  ['attachedToPaused', 'paused', 'from a paused server'],
  ['attachedToStopped', 'stopped', 'from a stopped server'],
  ['attachedToResized', 'resized', 'before a resize is confirmed'],
  ['attachedToShelved', 'shelved', 'from a shelved server from 2.20 on'],
] as const

export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '202:detached',
    'detaches a volume and no other, and neither service shows its attachment any more',
    async ({ compute, attached: { server, volume }, beside }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await isDetached(server, volume)
      await server.lists(beside)
      await beside.isAttachedTo(server)
    },
  )

  scenario(
    '202:server-tells',
    'records a detach in the actions of the server, and omits the volume in its details',
    async ({ compute, attached: { server, volume } }) => {
      await server.tellsOf(volume)

      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await server.records('detach_volume', accepted)
      await server.forgets(volume)
      await server.tellsNoMoreOf(volume)
    },
  )

  for (const [state, slug, when] of DETACHABLE) {
    scenario(
      `202:${slug}-server`,
      `detaches a volume ${when}`,
      async ({ compute, [state]: { server, volume } }) => {
        const accepted = await compute.detach(server, volume)

        accepted.answers(202)
        await isDetached(server, volume)
      },
      [state],
    )
  }

  scenario(
    '202:offloaded-server',
    'has detached a volume from an offloaded server before it answers',
    async ({ compute, attachedToOffloaded: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.stays('available')
      await server.doesNotList(volume)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '202:locked-server-by-admin',
    'detaches a volume from a locked server for an administrator',
    async ({ admin, attachedToLocked: { server, volume } }) => {
      const accepted = await admin.compute.detach(server, volume)

      accepted.answers(202)
      await isDetached(server, volume)
    },
  )

  scenario(
    '202:unknown-query-key',
    'ignores a query that a detach does not know',
    async ({ compute, attached: { server, volume } }) => {
      const accepted = await compute.detach(server, volume, { colour: 'blue' })

      accepted.asMeant().answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
    },
  )

  scenario(
    '202:body',
    'ignores the body of a detach',
    async ({ sending, attached: { server, volume } }) => {
      const accepted = await sending('application/json', '{"volumeAttachment":').compute.detach(
        server,
        volume,
      )

      accepted.asMeant().answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
    },
  )

  scenario(
    '202:deleted-at-once',
    'detaches a volume that is then deleted at once, and keeps no entry of it',
    async ({ deletedAtOnce: { server, volume } }) => {
      await volume.vanishes()
      await server.forgets(volume)
      await server.tellsNoMoreOf(volume)
    },
  )
})

async function isDetached(server: Server, volume: Volume): Promise<void> {
  await volume.becomes('available')
  await server.forgets(volume)
  await volume.hasNoAttachment()
}
