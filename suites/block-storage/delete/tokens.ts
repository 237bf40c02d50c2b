import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.delete', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses a delete without a token',
    async ({ nobody, volume, reservation, errata }) => {
      const refused = await nobody.blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses a delete with a token that nobody issued',
    async ({ bearing, volume, reservation, errata }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses a delete with a token that was revoked',
    async ({ bearing, revokedToken, volume, reservation, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
