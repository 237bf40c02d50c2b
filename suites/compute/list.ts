import { operation } from '../../fixtures/scenario.ts'

export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:attached-volumes',
    'lists the volume that is attached to the server',
    async ({ compute, standing: { server, volume } }) => {
      const listed = await compute.list(server)

      listed.answers(200, { volumeAttachments: [{ volumeId: volume.id, serverId: server.id }] })
    },
  )

  scenario(
    '200:no-volumes',
    'lists nothing for a server without volumes',
    async ({ compute, server }) => {
      const listed = await compute.list(server)

      listed.answers(200, { volumeAttachments: [] })
    },
  )

  scenario(
    '401:no-token',
    'refuses a list without a token',
    async ({ nobody, standing: { server } }) => {
      const refused = await nobody.compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses a list with a token that nobody issued',
    async ({ nobody, standing: { server } }) => {
      const refused = await nobody.compute.list(server, undefined, { value: 'issued-by-nobody' })

      refused.answers(401)
    },
  )

  scenario(
    '403:role',
    'refuses a list to a user whose role does not allow it',
    async ({ guest, standing: { server } }) => {
      const refused = await guest.compute.list(server)

      refused.answers(403)
    },
  )

  scenario(
    '404:unknown-server',
    'finds no attachments of a server that does not exist',
    async ({ compute, noServer }) => {
      const refused = await compute.list(noServer)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-server',
    'hides the attachments of a server from another project',
    async ({ stranger, standing: { server } }) => {
      const refused = await stranger.compute.list(server)

      refused.answers(404)
    },
  )
})
