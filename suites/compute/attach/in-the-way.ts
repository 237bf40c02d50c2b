import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { changesNothing } from './outcome.ts'

/** What only Compute knows to be in the way of an attach. */
export default operation('compute.attach', ({ scenario }) => {
  scenario(
    '400:reset-volume',
    'refuses a volume that a server has, although Block Storage was made to call it available',
    async ({ compute, attachedToActive: { server, volume }, standing, force }) => {
      const attachment = await volume.attachmentOf(server)
      await force(volume, 'available')

      for (const any of [standing.server, server]) {
        const refused = await compute.attach(any, volume)
        refused.answers(400)
      }

      await volume.becomes('available')
      await volume.hasAttachments(1)
      await attachment.is('attached', { instance: server.id })
      await server.lists(volume)
      await standing.server.doesNotList(volume)
    },
  )

  scenario(
    '409:device-in-use',
    'refuses a volume for a device that another one has, or gives it another device',
    async ({ compute, active: { server, volume: other }, volume, errata }) => {
      const refused = await compute.attach(server, volume, {
        device: await server.deviceOf(other),
      })

      errata.settle('compute.attach:device-in-use', refused)
      refused.answers(409)
      await changesNothing(server, volume)
      await server.lists(other)
    },
  )
})
