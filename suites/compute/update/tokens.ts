import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '401:unknown-token',
    'refuses an update with a token that nobody issued',
    async ({ bearing, standing: { server, volume } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).compute.update(server, volume)

      refused.answers(401)
      await server.lists(volume)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses an update with a token that was revoked',
    async ({ bearing, revokedToken, standing: { server, volume } }) => {
      const refused = await bearing(revokedToken).compute.update(server, volume)

      refused.answers(401)
      await server.lists(volume)
    },
  )

  scenario(
    '401:expired-token',
    'refuses an update with a token that has expired',
    async ({ bearing, expiredToken, standing: { server, volume } }) => {
      const refused = await bearing(expiredToken).compute.update(server, volume)

      refused.answers(401)
      await server.lists(volume)
    },
  )
})
