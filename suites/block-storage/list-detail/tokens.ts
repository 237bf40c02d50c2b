import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.list-detail', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses a list with details without a token',
    async ({ nobody, errata }) => {
      const refused = await nobody.blockStorage.listDetail()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses a list with details with a token that nobody issued',
    async ({ bearing, errata }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.listDetail()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses a list with details with a token that was revoked',
    async ({ bearing, revokedToken, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.listDetail()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses a list with details with a token that has expired',
    async ({ bearing, expiredToken, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.listDetail()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
