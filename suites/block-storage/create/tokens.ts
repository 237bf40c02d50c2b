import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.create', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses a create without a token',
    async ({ nobody, volume, errata }) => {
      const refused = await nobody.blockStorage.create(volume)

      await volume.stays('available')
      await volume.hasNoAttachment()
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses a create with a token that nobody issued',
    async ({ bearing, volume, errata }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.create(volume)

      await volume.stays('available')
      await volume.hasNoAttachment()
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses a create with a token that was revoked',
    async ({ bearing, revokedToken, volume, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.create(volume)

      await volume.stays('available')
      await volume.hasNoAttachment()
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses a create with a token that has expired',
    async ({ bearing, expiredToken, volume, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.create(volume)

      await volume.stays('available')
      await volume.hasNoAttachment()
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
