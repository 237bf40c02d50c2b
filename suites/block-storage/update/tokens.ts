import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.update', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses an update without a token',
    async ({ nobody, volume, reservation, connector, errata }) => {
      const refused = await nobody.blockStorage.update(reservation, connector)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses an update with a token that nobody issued',
    async ({ bearing, volume, reservation, connector, errata }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.update(
        reservation,
        connector,
      )

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses an update with a token that was revoked',
    async ({ bearing, revokedToken, volume, reservation, connector, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.update(reservation, connector)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses an update with a token that has expired',
    async ({ bearing, expiredToken, volume, reservation, connector, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.update(reservation, connector)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
