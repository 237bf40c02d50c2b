import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Texts that are not of the form X.Y without leading zeros. */
const MALFORMED = ['3', '3.01', '3.27.1', '3.x', 'abc', 'LATEST', '-3.27']

/** Values of the header that do not name the service in the required way. */
const OF_OTHERS = ['compute 2.1', '3.27', 'Volume 3.27', 'block-storage 3.27', 'cinder 3.27']

/** What all operations have in common, tested with the list. */
export default operation('block-storage.list', ({ scenario }) => {
  scenario(
    '200:latest-microversion',
    'uses the newest microversion as the latest',
    async ({ speaking, offered, standing: { volume } }) => {
      const { blockStorage } = speaking({ 'openstack-api-version': 'volume latest' })

      const listed = await blockStorage.list({ volume_id: volume.id })

      listed.answers(200, { attachments: [{ volume_id: volume.id }] })
      listed.speaksAt(offered.max)
    },
  )

  scenario(
    '200:microversion-among-others',
    'finds its microversion among those for other services',
    async ({ speaking, microversion, standing: { volume } }) => {
      const own = `volume ${microversion}`
      for (const versions of [`compute 2.1, ${own}`, `${own}, compute 2.1`]) {
        const { blockStorage } = speaking({ 'openstack-api-version': versions })

        const listed = await blockStorage.list({ volume_id: volume.id })

        listed.answers(200, { attachments: [{ volume_id: volume.id }] })
        listed.speaksAt(microversion)
      }
    },
  )

  scenario(
    '400:malformed-microversion',
    'refuses a microversion that is malformed',
    async ({ speaking }) => {
      for (const version of MALFORMED) {
        const { blockStorage } = speaking({ 'openstack-api-version': `volume ${version}` })
        const refused = await blockStorage.list()
        refused.answers(400)
      }
    },
  )

  scenario(
    '400:microversion-of-others',
    'refuses a version header that does not name the service',
    async ({ speaking }) => {
      for (const version of OF_OTHERS) {
        const { blockStorage } = speaking({ 'openstack-api-version': version })
        const refused = await blockStorage.list()
        refused.answers(400)
      }
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, noProject }) => {
      const refused = await blockStorage.list(undefined, { projectId: noProject })

      refused.answers(400)
    },
  )

  scenario('401:no-token', 'asks for a token', async ({ nobody, errata }) => {
    const refused = await nobody.blockStorage.list()

    errata.settle('block-storage:undocumented-401', refused)
    refused.answers(401)
  })

  scenario('401:unknown-token', 'refuses an unknown token', async ({ bearing, errata }) => {
    const refused = await bearing({ value: 'gAAAAABattest' }).blockStorage.list()

    errata.settle('block-storage:undocumented-401', refused)
    refused.answers(401)
  })

  scenario('401:empty-token', 'treats an empty token as none', async ({ bearing, errata }) => {
    const refused = await bearing({ value: '' }).blockStorage.list()

    errata.settle('block-storage:undocumented-401', refused)
    refused.answers(401)
  })

  scenario(
    '401:revoked-token',
    'accepts no token that was revoked',
    async ({ bearing, revokedToken, errata }) => {
      const refused = await bearing(revokedToken).blockStorage.list()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:expired-token',
    'accepts no token that has expired',
    async ({ bearing, expiredToken, errata }) => {
      const refused = await bearing(expiredToken).blockStorage.list()

      errata.settle('block-storage:undocumented-401', refused)
      refused.answers(401)
    },
  )

  scenario(
    '401:no-token-and-another-fault',
    'checks the token before anything else in the request',
    async ({ nobody, noProject, noAttachment }) => {
      const { blockStorage } = nobody
      const answers = [
        await blockStorage.list({ limit: '-1' }),
        await blockStorage.list(undefined, { projectId: noProject }),
        await blockStorage.deleteWithText(noAttachment, '{"attachment": '),
        await blockStorage.elsewhere('PATCH'),
        await blockStorage.versions(),
      ]

      for (const refused of answers) refused.answers(401)
    },
  )

  scenario(
    '404:unsupported-method',
    'has no other methods than those of the document',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)
      const answers = [
        await blockStorage.elsewhere('PATCH'),
        await blockStorage.elsewhere('DELETE'),
        await blockStorage.elsewhere('PATCH', `/${attachment.id}`),
        await blockStorage.elsewhere('DELETE', `/${attachment.id}/action`),
      ]

      for (const refused of answers) refused.answers(404)
      await attachment.is('attached')
    },
  )

  scenario(
    '404:unknown-path',
    'has no paths below its paths',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const refused = await blockStorage.elsewhere('GET', `/${attachment.id}/instance`)

      refused.answers(404)
    },
  )

  scenario(
    '404:trailing-slash',
    'has no path that ends with a slash',
    async ({ blockStorage, standing: { server, volume } }) => {
      const attachment = await volume.attachmentOf(server)

      const list = await blockStorage.elsewhere('GET', '/')
      const item = await blockStorage.elsewhere('GET', `/${attachment.id}/`)

      list.answers(404)
      item.answers(404)
    },
  )

  scenario(
    '404:project-id-of-other-characters',
    'has no path with a project id that is malformed',
    async ({ blockStorage }) => {
      const refused = await blockStorage.elsewhere('GET', '', { projectId: 'my_project' })

      refused.answers(404)
    },
  )

  scenario(
    '406:microversion-too-new',
    'refuses a microversion that is newer than its newest',
    async ({ speaking, offered }) => {
      for (const version of [offered.beyond, '3.9999', '4.0']) {
        const { blockStorage } = speaking({ 'openstack-api-version': `volume ${version}` })
        const refused = await blockStorage.list()
        refused.answers(406)
      }
    },
  )

  scenario(
    '406:microversion-too-old',
    'refuses a microversion that is older than its oldest',
    async ({ speaking }) => {
      for (const version of ['2.0', '2.9', '1.5']) {
        const { blockStorage } = speaking({ 'openstack-api-version': `volume ${version}` })
        const refused = await blockStorage.list()
        refused.answers(406)
      }
    },
  )
})
