import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('compute.show', ({ scenario }) => {
  scenario(
    '401:unknown-token',
    'shows nothing with a token that nobody issued',
    async ({ bearing, standing: { server, volume } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).compute.show(server, volume)

      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'shows nothing with a token that was revoked',
    async ({ bearing, revokedToken, standing: { server, volume } }) => {
      const refused = await bearing(revokedToken).compute.show(server, volume)

      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'shows nothing with a token that has expired',
    async ({ bearing, expiredToken, standing: { server, volume } }) => {
      const refused = await bearing(expiredToken).compute.show(server, volume)

      refused.answers(401)
    },
  )
})
