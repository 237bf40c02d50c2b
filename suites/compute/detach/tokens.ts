import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '401:unknown-token',
    'refuses a detach with a token that nobody issued',
    async ({ bearing, attached: { server, volume } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).compute.detach(server, volume)

      refused.answers(401)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses a detach with a token that was revoked',
    async ({ bearing, revokedToken, attached: { server, volume } }) => {
      const refused = await bearing(revokedToken).compute.detach(server, volume)

      refused.answers(401)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '401:expired-token',
    'refuses a detach with a token that has expired',
    async ({ bearing, expiredToken, attached: { server, volume } }) => {
      const refused = await bearing(expiredToken).compute.detach(server, volume)

      refused.answers(401)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )
})
