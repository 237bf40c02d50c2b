import { operation } from '../../fixtures/scenario.ts'

export default operation('compute.show', ({ scenario }) => {
  scenario(
    '200:attached-volume',
    'shows the attachment of an attached volume',
    async ({ compute, standing: { server, volume } }) => {
      const shown = await compute.show(server, volume)

      shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
    },
  )

  scenario(
    '401:no-token',
    'shows nothing without a token',
    async ({ nobody, standing: { server, volume } }) => {
      const refused = await nobody.compute.show(server, volume)

      refused.answers(401)
    },
  )

  scenario(
    '403:role',
    'shows nothing to a user whose role does not allow it',
    async ({ guest, standing: { server, volume } }) => {
      const refused = await guest.compute.show(server, volume)

      refused.answers(403)
    },
  )

  scenario(
    '404:unknown-server',
    'finds no attachment of a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.show(noServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:unknown-volume',
    'finds no attachment of a volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.show(server, noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:not-attached',
    'finds no attachment of a volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.show(server, volume)

      refused.answers(404)
    },
  )
})
