import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('compute.show', ({ scenario }) => {
  scenario(
    '400:unknown-query-key',
    'refuses query keys that are not documented from 2.102 on',
    async ({ compute, errata, standing: { server, volume } }) => {
      const refused = await compute.show(server, volume, { colour: 'blue' })

      errata.settle('compute:unknown-query-keys', refused)
      refused.answers(400)
    },
  )

  scenario(
    '400:query-not-utf-8',
    'refuses a query that is not UTF-8',
    async ({ compute, errata, standing: { server, volume } }) => {
      const refused = await compute.show(server, volume, 'colour=%FF')

      errata.settle('compute.show:undocumented-400', refused)
      refused.answers(400)
    },
  )

  scenario(
    '401:no-token',
    'shows nothing without a token',
    async ({ nobody, standing: { server, volume } }) => {
      const refused = await nobody.compute.show(server, volume)

      refused.answers(401)
    },
  )

  scenario(
    '403:role',
    'shows nothing to a user whose role does not allow it',
    async ({ guest, standing: { server, volume } }) => {
      const refused = await guest.compute.show(server, volume)

      refused.answers(403)
    },
  )

  scenario(
    '404:unknown-server',
    'finds no attachment of a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.show(noServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:unknown-volume',
    'finds no attachment of a volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.show(server, noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:not-attached',
    'finds no attachment of a volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.show(server, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:malformed-server-id',
    'finds no attachment of something that is not the id of a server, such as its name',
    async ({ compute, standing: { server, volume } }) => {
      for (const id of ['abc', server.name]) {
        const refused = await compute.show({ id }, volume)
        refused.answers(404)
      }
    },
  )

  scenario(
    '404:deleted-server',
    'finds no attachment of a server that was deleted',
    async ({ compute, deletedServer, standing: { volume } }) => {
      const refused = await compute.show(deletedServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-server',
    'hides the attachment of a server from another project',
    async ({ stranger, standing: { server, volume } }) => {
      const refused = await stranger.compute.show(server, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:malformed-volume-id',
    'finds no attachment of something that is not the id of a volume, such as its name',
    async ({ compute, standing: { server, volume } }) => {
      for (const id of ['abc', volume.name]) {
        const refused = await compute.show(server, { id })
        refused.answers(404)
      }
    },
  )

  scenario(
    '404:attached-elsewhere',
    'finds no attachment of a volume that another server has',
    async ({ compute, server, standing: { server: holder, volume } }) => {
      const refused = await compute.show(server, volume)

      refused.answers(404)
      await holder.lists(volume)
    },
  )

  scenario(
    '404:detached',
    'finds no attachment of a volume that was detached',
    async ({ compute, attached: { server, volume } }) => {
      const detached = await compute.detach(server, volume)
      detached.answers(202)
      await server.forgets(volume)

      const refused = await compute.show(server, volume)

      refused.answers(404)
    },
  )
})
