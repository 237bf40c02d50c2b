import { operation } from '../../fixtures/scenario.ts'

export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '202:detached',
    'detaches a volume, which both services then forget',
    async ({ compute, attached: { server, volume } }) => {
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
    '400:root-volume',
    'refuses to detach the volume that the server was booted from',
    async ({ compute, booted: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '401:no-token',
    'refuses a detach without a token',
    async ({ nobody, attached: { server, volume } }) => {
      const refused = await nobody.compute.detach(server, volume)

      refused.answers(401)
      await volume.stays('in-use')
    },
  )

  scenario(
    '403:role',
    'refuses a detach to a user who may only read',
    async ({ reader, attached: { server, volume } }) => {
      const refused = await reader.compute.detach(server, volume)

      refused.answers(403)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:unknown-server',
    'detaches nothing from a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.detach(noServer, volume)

      refused.answers(404)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:unknown-volume',
    'detaches no volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.detach(server, noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:not-attached',
    'detaches no volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '409:locked-server',
    'refuses to detach from a locked server',
    async ({ compute, locked: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(409)
      await volume.stays('in-use')
    },
  )

  scenario(
    '409:suspended-server',
    'refuses to detach from a suspended server',
    async ({ compute, suspended: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(409)
      await volume.stays('in-use')
    },
  )

  scenario(
    '409:shelved-server-too-early',
    'refuses to detach from a shelved server before 2.20',
    async ({ compute, shelved: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(409)
      await server.lists(volume)
    },
  )
})
