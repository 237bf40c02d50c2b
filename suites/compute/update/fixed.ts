import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Fields that an update may repeat but not change. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '400:id-changed',
    'refuses to change the id of an attachment',
    async ({ compute, standing: { server, volume }, anotherVolume }) => {
      const refused = await compute.update(server, volume, { id: anotherVolume.id })

      refused.answers(400)
      await server.lists(volume)
      await anotherVolume.stays('available')
    },
  )

  scenario(
    '400:server-id-changed',
    'refuses to move a volume to another server',
    async ({ compute, standing: { server, volume }, noServer, anotherServer }) => {
      for (const other of [anotherServer, noServer]) {
        const refused = await compute.update(server, volume, { serverId: other.id })

        refused.answers(400)
      }
      await server.lists(volume)
      await anotherServer.doesNotList(volume)
    },
  )

  scenario(
    '400:device-changed',
    'refuses to change the name of the device',
    async ({ compute, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)

      const refused = await compute.update(server, volume, { device: '/dev/attestz' })

      refused.answers(400)
      await server.shows(volume, { device })
    },
  )

  scenario(
    '400:device-removed',
    'refuses to remove the name of the device',
    async ({ compute, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)

      const refused = await compute.update(server, volume, { device: null })

      refused.answers(400)
      await server.shows(volume, { device })
    },
  )

  scenario(
    '400:tag-changed',
    'refuses to change the tag of the device',
    async ({ compute, server, volume }) => {
      await compute.attach(server, volume, { tag: 'ledger' })
      await volume.becomes('in-use')
      await server.comesToList(volume)

      const refused = await compute.update(server, volume, { tag: 'archive' })

      refused.answers(400)
      await server.shows(volume, { tag: 'ledger' })
    },
  )

  scenario(
    '400:nothing-saved',
    'changes nothing when it refuses a part of an update',
    async ({ compute, noServer, attached: { server, volume } }) => {
      const flag = { delete_on_termination: true }
      const refused = [
        await compute.update(server, volume, { ...flag, tag: 'archive' }),
        await compute.update(server, volume, { ...flag, device: '/dev/attestz' }),
        await compute.update(server, volume, { ...flag, id: noServer.id }),
        await compute.update(server, volume, { ...flag, serverId: noServer.id }),
      ]

      for (const answer of refused) answer.answers(400)
      await server.shows(volume, { delete_on_termination: false })
    },
  )
})
