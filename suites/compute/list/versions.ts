import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Negotiation of microversions, paths, and version documents. */
export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:version-headers',
    'names the microversion of an answer in both headers, and both headers in Vary',
    async ({ compute, microversion, standing: { server } }) => {
      const listed = await compute.list(server)

      listed.answers(200).speaksAt(microversion)
    },
  )

  scenario(
    '200:no-microversion',
    'answers at 2.1 when no microversion is named',
    async ({ speaking, standing: { server, volume } }) => {
      const listed = await speaking({}).compute.list(server)

      listed
        .answers(200)
        .speaksAt('2.1')
        .includes('volumeAttachments', { id: volume.id, tag: undefined })
    },
  )

  scenario(
    '200:latest',
    'answers at its newest microversion when the latest is requested',
    async ({ speaking, offered, standing: { server } }) => {
      const header = await speaking({ [HEADER]: 'compute latest' }).compute.list(server)
      const legacy = await speaking({ [LEGACY]: 'latest' }).compute.list(server)

      header.answers(200).speaksAt(offered.max)
      legacy.answers(200).speaksAt(offered.max)
    },
  )

  scenario(
    '200:legacy-header',
    'accepts the older header for every microversion',
    async ({ speaking, microversion, standing: { server } }) => {
      const listed = await speaking({ [LEGACY]: microversion }).compute.list(server)

      listed.answers(200).speaksAt(microversion)
    },
  )

  scenario(
    '200:both-headers',
    'prefers the common header to its own older one',
    async ({ speaking, microversion, offered, standing: { server } }) => {
      const other = microversion === offered.max ? offered.min : offered.max
      const both = speaking({ [HEADER]: `compute ${microversion}`, [LEGACY]: other })

      const listed = await both.compute.list(server)

      listed.answers(200).speaksAt(microversion)
    },
  )

  scenario(
    '200:several-services',
    'finds its own microversion among those of several services',
    async ({ speaking, microversion, standing: { server } }) => {
      const header = `volume 3.27, compute ${microversion}, placement 1.5`
      const listed = await speaking({ [HEADER]: header }).compute.list(server)

      listed.answers(200).speaksAt(microversion)
    },
  )

  scenario(
    '200:other-service-only',
    'answers at 2.1 when only another service is named',
    async ({ speaking, standing: { server } }) => {
      const listed = await speaking({ [HEADER]: 'volume 3.27' }).compute.list(server)

      listed.answers(200).speaksAt('2.1')
    },
  )

  scenario(
    '200:number-without-service',
    'answers at 2.1 when a number is given without a service',
    async ({ speaking, offered, standing: { server } }) => {
      const listed = await speaking({ [HEADER]: offered.max }).compute.list(server)

      listed.answers(200).speaksAt('2.1')
    },
  )

  scenario(
    '200:version-document',
    'shows its microversions without a token',
    async ({ nobody, microversion, offered }) => {
      const told = await nobody.compute.versionDocument()

      told
        .answers(200, {
          version: {
            id: 'v2.1',
            status: 'CURRENT',
            min_version: offered.min,
            version: offered.max,
          },
        })
        .speaksAt(microversion)
    },
  )

  scenario(
    '200:list-of-versions',
    'lists its current version among those that it shows without a token',
    async ({ nobody, offered }) => {
      const told = await nobody.compute.listOfVersions()

      told.answers(200).includes('versions', {
        id: 'v2.1',
        status: 'CURRENT',
        min_version: offered.min,
        version: offered.max,
      })
    },
  )

  scenario(
    '200:project-in-path',
    'answers at a path with the project of the token as well',
    async ({ compute, project, standing: { server, volume } }) => {
      const listed = await compute.listInProject(server, project.id)

      listed.answers(200).includes('volumeAttachments', { volumeId: volume.id })
    },
  )
})

const HEADER = 'openstack-api-version'
const LEGACY = 'x-openstack-nova-api-version'
