import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('compute.list', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses a list without a token',
    async ({ nobody, standing: { server } }) => {
      const refused = await nobody.compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:unknown-token',
    'refuses a list with a token that nobody issued',
    async ({ bearing, standing: { server } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:empty-token',
    'refuses a list with an empty token',
    async ({ bearing, standing: { server } }) => {
      const refused = await bearing({ value: '' }).compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:revoked-token',
    'refuses a list with a token that was revoked',
    async ({ bearing, revokedToken, standing: { server } }) => {
      const refused = await bearing(revokedToken).compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'refuses a list with a token that has expired',
    async ({ bearing, expiredToken, standing: { server } }) => {
      const refused = await bearing(expiredToken).compute.list(server)

      refused.answers(401)
    },
  )

  scenario(
    '401:before-other-faults',
    'checks the token before anything else',
    async ({ nobody, noServer, noProject }) => {
      const malformed = await nobody.compute.list(noServer, { limit: 'abc' })
      const elsewhere = await nobody.compute.elsewhere('GET', noServer, '/x/y')
      const foreign = await nobody.compute.listInProject(noServer, noProject)
      const unreadable = await nobody.compute.elsewhere('GET', noServer, '', {
        'openstack-api-version': 'compute abc',
        'content-type': 'application/xml',
      })

      for (const refused of [malformed, elsewhere, foreign, unreadable]) refused.answers(401)
    },
  )

  scenario(
    '403:role',
    'refuses a list to a user whose role does not allow it',
    async ({ guest, standing: { server } }) => {
      const refused = await guest.compute.list(server)

      refused.answers(403)
    },
  )

  scenario(
    '404:unknown-server',
    'finds no attachments of a server that does not exist',
    async ({ compute, noServer }) => {
      const refused = await compute.list(noServer)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-server',
    'hides the attachments of a server from another project',
    async ({ stranger, standing: { server } }) => {
      const refused = await stranger.compute.list(server)

      refused.answers(404)
    },
  )

  scenario(
    '404:malformed-server-id',
    'finds no attachments of something that is not the id of a server, such as its name',
    async ({ compute, standing: { server } }) => {
      for (const id of ['abc', server.name, `${server.id}0`]) {
        const refused = await compute.list({ id })
        refused.answers(404)
      }
    },
  )

  scenario(
    '404:deleted-server',
    'finds no attachments of a server that was deleted',
    async ({ compute, deletedServer }) => {
      const refused = await compute.list(deletedServer)

      refused.answers(404)
    },
  )

  scenario(
    '404:no-operation',
    'answers methods and paths that are not operations with 404',
    async ({ compute, standing: { server, volume } }) => {
      const refused = [
        await compute.elsewhere('PUT', server),
        await compute.elsewhere('PATCH', server),
        await compute.elsewhere('DELETE', server),
        await compute.elsewhere('GET', server, '/'),
        await compute.elsewhere('POST', server, `/${volume.id}`),
        await compute.elsewhere('PATCH', server, `/${volume.id}`),
        await compute.elsewhere('DELETE', server, `/${volume.id}/`),
        await compute.elsewhere('GET', server, `/${volume.id}/detail`),
      ]

      for (const answer of refused) answer.answers(404)
      await server.lists(volume)
    },
  )

  scenario(
    '406:below-minimum',
    'refuses microversions that are older than its first',
    async ({ speaking, standing: { server } }) => {
      for (const number of ['2.0', '1.1', '1.99']) {
        const header = speaking({ 'openstack-api-version': `compute ${number}` })
        const refused = await header.compute.list(server)
        refused.answers(406).speaksAt(number)
      }
    },
  )

  scenario(
    '406:above-maximum',
    'refuses microversions that are newer than its last',
    async ({ speaking, offered, standing: { server } }) => {
      for (const number of [offered.beyond, '2.9999', '3.0']) {
        const header = speaking({ 'openstack-api-version': `compute ${number}` })
        const legacy = speaking({ 'x-openstack-nova-api-version': number })

        const refused = [await header.compute.list(server), await legacy.compute.list(server)]
        for (const answer of refused) answer.answers(406).speaksAt(number)
      }
    },
  )

  scenario(
    '415:media-type',
    'refuses media types that it does not accept, even for a request without a body',
    async ({ sending, standing: { server } }) => {
      for (const type of ['application/xml', 'text/html', 'application/x-www-form-urlencoded']) {
        const refused = await sending(type).compute.list(server)
        refused.answers(415)
      }
    },
  )
})
