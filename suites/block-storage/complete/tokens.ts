import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.complete', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses to complete an attachment without a token',
    async ({ nobody, volume, connection, errata }) => {
      const refused = await nobody.blockStorage.complete(connection)

      await connection.is('attaching')
      await volume.stays('attaching')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses to complete an attachment with a token that nobody issued',
    async ({ bearing, volume, connection, errata }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.complete(connection)

      await connection.is('attaching')
      await volume.stays('attaching')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses to complete an attachment with a token that was revoked',
    async ({ bearing, revokedToken, volume, connection, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.complete(connection)

      await connection.is('attaching')
      await volume.stays('attaching')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses to complete an attachment with a token that has expired',
    async ({ bearing, expiredToken, volume, connection, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.complete(connection)

      await connection.is('attaching')
      await volume.stays('attaching')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
