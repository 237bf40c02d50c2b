import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { attaches, isAccepted, SUCCESSES } from './outcome.ts'

/** What becomes of a volume of two servers with one of them. */
export default operation('compute.attach', ({ scenario }) => {
  for (const success of SUCCESSES) {
    scenario(
      `${success}:flag-for-one-of-two-servers`,
      attaches(success, 'a volume so that it is deleted with one of two servers'),
      async ({ compute, server, anotherServer, multiattachVolume: volume }) => {
        const flagged = await compute.attach(server, volume, { delete_on_termination: true })
        isAccepted(flagged, success, server, volume, { delete_on_termination: true })
        await volume.becomes('in-use')
        await server.comesToList(volume)

        const unflagged = await compute.attach(anotherServer, volume)

        isAccepted(unflagged, success, anotherServer, volume, { delete_on_termination: false })
        await anotherServer.comesToList(volume)
        await volume.isAttachedTo(server, anotherServer)
        await server.shows(volume, { delete_on_termination: true })
        await anotherServer.shows(volume, { delete_on_termination: false })
      },
    )

    scenario(
      `${success}:reset-multiattach`,
      attaches(success, 'a volume of another server although it was made available meanwhile'),
      async ({ compute, active, server, multiattachVolume: volume, force }) => {
        const first = await compute.attach(active.server, volume)
        isAccepted(first, success, active.server, volume)
        await volume.becomes('in-use')
        await volume.isAttachedTo(active.server)
        await force(volume, 'available')

        const second = await compute.attach(server, volume)

        isAccepted(second, success, server, volume)
        await volume.becomes('in-use')
        await server.comesToList(volume)
        await volume.isAttachedTo(active.server, server)
        await active.server.lists(volume)
      },
    )
  }

  scenario(
    '200:root-of-another-server',
    'attaches a volume from which another server was booted',
    async ({ compute, multiattachVolume: volume, buildingFrom, anotherServer: server }) => {
      const root = await buildingFrom(volume)
      await root.boots()
      await root.lists(volume)

      const attached = await compute.attach(server, volume)

      isAccepted(attached, 200, server, volume)
      await server.comesToList(volume)
      await volume.isAttachedTo(root, server)
      await root.lists(volume)
      await root.delete()
      await volume.becomes('in-use')
      await volume.isAttachedTo(server)
    },
  )

  scenario(
    '200:kept-by-another-attachment',
    'attaches a volume that is not deleted with a server as long as it has another attachment',
    async ({ keptByAnother: { volume, attachment, instance } }) => {
      await volume.becomes('in-use')
      await attachment.is('attached', { instance: instance.id })
      await volume.isAttachedTo(instance)
    },
  )
})
