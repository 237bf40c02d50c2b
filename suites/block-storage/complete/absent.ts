import { operation } from '../../../fixtures/volume-attach/operation.ts'

const TOO_EARLY = [
  ['before-attachments', 'before the attachments API does'],
  ['before-first-microversion', 'before 3.44'],
] as const

export default operation('block-storage.complete', ({ scenario }) => {
  for (const [slug, words] of TOO_EARLY) {
    scenario(
      `404:${slug}`,
      `does not exist ${words}`,
      async ({ blockStorage, volume, connection }) => {
        const refused = await blockStorage.complete(connection)

        refused.answers(404)
        await connection.is('attaching')
        await volume.stays('attaching')
      },
    )
  }

  scenario(
    '404:no-version-header',
    'does not exist for a request that names no microversion',
    async ({ speaking, volume, connection }) => {
      const { blockStorage } = speaking({ 'openstack-api-version': undefined })

      const refused = await blockStorage.complete(connection)

      refused.answers(404)
      refused.speaksAt('3.0')
      await connection.is('attaching')
      await volume.stays('attaching')
    },
  )

  scenario(
    '404:body-no-object',
    'finds no operation for a body that cannot name an action',
    async ({ blockStorage, volume, connection, errata }) => {
      const answers = [
        await blockStorage.completeWith(connection, null),
        await blockStorage.completeWith(connection, 7),
      ]

      await connection.is('attaching')
      await volume.stays('attaching')
      for (const refused of answers) {
        errata.settle('block-storage.complete:body-is-no-object', refused)
        refused.asMeant().answers(404)
      }
    },
  )

  scenario(
    '404:unknown-attachment',
    'completes no attachment that does not exist',
    async ({ blockStorage, noAttachment }) => {
      const refused = await blockStorage.complete(noAttachment)

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'completes no attachment whose id is not a UUID',
    async ({ blockStorage, connection }) => {
      for (const id of ['somewhere', connection.id.slice(0, -1)]) {
        const refused = await blockStorage.complete({ id })
        refused.answers(404)
      }

      await connection.is('attaching')
    },
  )

  scenario(
    '404:deleted',
    'completes no attachment that was deleted',
    async ({ blockStorage, volume, connection }) => {
      const deleted = await blockStorage.delete(connection)
      deleted.answers(200)
      await volume.becomes('available')

      const refused = await blockStorage.complete(connection)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:foreign-attachment',
    'completes no attachment of another project',
    async ({ stranger, volume, connection }) => {
      const refused = await stranger.blockStorage.complete(connection)

      refused.answers(404)
      await connection.is('attaching')
      await volume.stays('attaching')
    },
  )

  scenario(
    '415:other-type',
    'refuses a body whose content type is not JSON',
    async ({ sending, volume, connection }) => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
        const refused = await sending(type).blockStorage.complete(connection)
        refused.answers(415)
      }

      await connection.is('attaching')
      await volume.stays('attaching')
    },
  )
})
