import { operation } from '../../fixtures/scenario.ts'

export default operation('compute.update', ({ scenario }) => {
  scenario(
    '202:unchanged',
    'accepts an update that changes nothing',
    async ({ compute, attached: { server, volume } }) => {
      const accepted = await compute.update(server, volume)

      accepted.answers(202)
      await server.lists(volume)
      await volume.stays('in-use')
    },
  )

  scenario(
    '202:delete-on-termination',
    'changes whether the volume is deleted with the server',
    async ({ compute, attached: { server, volume } }) => {
      const accepted = await compute.update(server, volume, { delete_on_termination: true })

      accepted.answers(202)
      await server.shows(volume, { delete_on_termination: true })

      const undone = await compute.update(server, volume, { delete_on_termination: false })

      undone.answers(202)
      await server.shows(volume, { delete_on_termination: false })
    },
  )

  scenario(
    '202:swap',
    'puts another volume in the place of the attached one for an administrator',
    async ({ admin, directSwap, attached: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('performed')

      const accepted = await admin.compute.swap(server, volume, anotherVolume)

      accepted.answers(202)
      await anotherVolume.becomes('in-use')
      await server.comesToList(anotherVolume)
      await server.forgets(volume)
      await volume.becomes('available')
    },
  )

  scenario(
    '400:no-volume-id',
    'refuses a body that names no volume',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, { volumeAttachment: {} })

      refused.answers(400)
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, {
        volumeAttachment: { volumeId: volume.id, colour: 'blue' },
      })

      refused.answers(400)
      await server.lists(volume)
    },
  )

  scenario(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.update(server, volume, { delete_on_termination: true })

      refused.answers(400)
      await server.lists(volume)
    },
  )

  scenario(
    '400:device-changed',
    'refuses to change the name of the device',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.update(server, volume, { device: '/dev/attestz' })

      refused.answers(400)
      await server.lists(volume)
    },
  )

  scenario(
    '401:no-token',
    'refuses an update without a token',
    async ({ nobody, standing: { server, volume } }) => {
      const refused = await nobody.compute.update(server, volume)

      refused.answers(401)
    },
  )

  scenario(
    '403:swap-by-member',
    'refuses a swap to a user who is no administrator',
    async ({ compute, standing: { server, volume }, anotherVolume }) => {
      const refused = await compute.swap(server, volume, anotherVolume)

      refused.answers(403)
      await anotherVolume.stays('available')
      await server.lists(volume)
    },
  )

  scenario(
    '403:role',
    'refuses an update to a user who may only read',
    async ({ reader, standing: { server, volume } }) => {
      const refused = await reader.compute.update(server, volume)

      refused.answers(403)
    },
  )

  scenario(
    '404:unknown-server',
    'updates nothing of a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.update(noServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:not-attached',
    'updates nothing of a volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.update(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '409:direct-swap',
    'refuses a swap that Block Storage has not asked for',
    async ({ admin, directSwap, attached: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('refused')

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(409)
      await volume.stays('in-use')
      await anotherVolume.stays('available')
      await server.lists(volume)
    },
  )

  scenario(
    '409:swap-on-suspended-server',
    'refuses a swap while the server is suspended',
    async ({ admin, suspended: { server, volume }, anotherVolume }) => {
      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(409)
      await volume.stays('in-use')
      await anotherVolume.stays('available')
    },
  )
})
