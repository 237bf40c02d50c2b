import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { changesNothing } from './outcome.ts'

/** Callers without a valid token. */
export default operation('compute.attach', ({ scenario }) => {
  scenario(
    '401:unknown-token',
    'refuses an attach with a token that nobody issued',
    async ({ bearing, standing: { server }, volume }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).compute.attach(server, volume)

      refused.answers(401)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses an attach with a token that was revoked',
    async ({ bearing, revokedToken, standing: { server }, volume }) => {
      const refused = await bearing(revokedToken).compute.attach(server, volume)

      refused.answers(401)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '401:expired-token',
    'refuses an attach with a token that has expired',
    async ({ bearing, expiredToken, standing: { server }, volume }) => {
      const refused = await bearing(expiredToken).compute.attach(server, volume)

      refused.answers(401)
      await changesNothing(server, volume)
    },
  )
})
