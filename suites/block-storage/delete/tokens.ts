import { operation } from '../../../fixtures/volume-attach/operation.ts'

const FALSE_SERVICE_TOKENS = [
  ['own-service-token', 'a token of their own', 'own'],
  ['unknown-service-token', 'a token that nobody issued', { value: 'issued-by-nobody' }],
] as const

/** Callers without a valid token, and callers who claim to be a service with one that does not say so. */
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

  scenario(
    '401:expired-token',
    'refuses a delete with a token that has expired',
    async ({ bearing, expiredToken, volume, reservation, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.delete(reservation)

      await reservation.is('reserved')
      await volume.stays('reserved')
      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  for (const [slug, whose, token] of FALSE_SERVICE_TOKENS) {
    scenario(
      `401:${slug}`,
      `refuses a delete of an attachment in use to a caller who claims to be a service with ${whose}`,
      async ({ claiming, attached: { server, volume }, errata }) => {
        const attachment = await volume.attachmentOf(server)

        const refused = await claiming(token).blockStorage.delete(attachment)

        await attachment.is('attached', { instance: server.id })
        await volume.stays('in-use')
        await volume.isAttachedTo(server)
        await server.lists(volume)
        errata.settle('block-storage.delete:false-service-token', refused)
        refused.answers(401)
      },
    )
  }
})
