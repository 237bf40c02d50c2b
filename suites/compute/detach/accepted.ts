import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '202:detached',
    'detaches a volume and no other, and neither service shows its attachment any more',
    async ({ compute, attached: { server, volume }, beside }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
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

  scenario(
    '202:paused-server',
    'detaches a volume from a paused server',
    async ({ compute, attachedToPaused: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '202:stopped-server',
    'detaches a volume from a stopped server',
    async ({ compute, attachedToStopped: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '202:resized-server',
    'detaches a volume before a resize is confirmed',
    async ({ compute, attachedToResized: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '202:shelved-server',
    'detaches a volume from a shelved server from 2.20 on',
    async ({ compute, attachedToShelved: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
    },
  )

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
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
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
