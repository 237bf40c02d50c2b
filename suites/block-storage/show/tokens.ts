import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Callers without a valid token. */
export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses to show an attachment without a token',
    async ({ nobody, standing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await nobody.blockStorage.show(attachment)

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses to show an attachment with a token that nobody issued',
    async ({ bearing, standing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await bearing({ value: 'issued-by-nobody' }).blockStorage.show(attachment)

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses to show an attachment with a token that was revoked',
    async ({ bearing, revokedToken, standing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await bearing(revokedToken).blockStorage.show(attachment)

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses to show an attachment with a token that has expired',
    async ({ bearing, expiredToken, standing: { server, volume }, errata }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await bearing(expiredToken).blockStorage.show(attachment)

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )
})
