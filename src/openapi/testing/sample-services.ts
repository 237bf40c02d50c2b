import { SAMPLE, SAMPLE_SERVICE } from './sample-contract.ts'

/**
 * A `specs/` folder of three services, for tests. One has two documents, of which one is a default
 * document; another has no microversions, and its document is not a default one.
 */
export const THREE_SERVICES: Readonly<Record<string, string>> = {
  'compute/service.yaml': SAMPLE_SERVICE,
  'compute/boats.yaml': SAMPLE,
  'compute/oars.yaml': document({
    covers: "{ min-ver: '2.1', max-ver: '2.90', default: true }",
    path: '/oars/{oar_id}',
    operation: 'compute.lift',
    header: 'OpenStack-API-Version',
    range: "x-openstack: { min-ver: '2.40' }",
  }),
  'block-storage/service.yaml': `
title: Sheds
order: 2
catalog-types: [block-storage, volumev3]
setting-prefixes: [block_storage, volumev3]
version: { segment: v3, ids: [v3.0] }
project-in-path: always
microversions: { name: volume }
request-id-headers: [x-openstack-request-id]
`,
  'block-storage/sheds.yaml': document({
    covers: "{ min-ver: '3.0', max-ver: '3.70', default: true }",
    path: '/sheds/{shed_id}',
    operation: 'block-storage.open',
    header: 'OpenStack-API-Version',
    range: "x-openstack: { min-ver: '3.5' }",
  }),
  'pictures/service.yaml': `
title: Pictures
order: 3
catalog-types: [picture]
setting-prefixes: [picture]
version: { segment: v2, ids: [v2.0] }
project-in-path: as-in-catalog
microversions: none
request-id-headers: [x-openstack-request-id]
`,
  'pictures/frames.yaml': document({
    covers: '{}',
    path: '/v2/frames/{frame_id}',
    operation: 'pictures.hang',
    header: 'Vary',
    range: 'deprecated: false',
  }),
}

interface Small {
  readonly covers: string
  readonly path: string
  readonly operation: string
  /** The header that a success has beside the request id. */
  readonly header: string
  /** The line of the operation with its range; empty when it has none. */
  readonly range: string
}

/** A document with one operation and one requirement. */
function document({ covers, path, operation, header, range }: Small): string {
  const [, id = ''] = operation.split('.')
  return `
openapi: 3.1.0
info: { title: 'Small: ${id}', version: '1' }
x-openstack: ${covers}
paths:
  ${path}:
    get:
      operationId: ${id}
      summary: What ${id} does
      x-section: What ${id} does
      externalDocs: { url: 'https://small.example/${id}' }
      ${range}
      responses:
        '200':
          description: Done.
          headers:
            x-openstack-request-id: { required: true, schema: { type: string } }
            ${header}: { required: true, schema: { type: string } }
          content:
            application/json:
              schema:
                type: object
                required: [name]
                properties: { name: { type: string } }
                additionalProperties: false
          x-requirements:
            - id: ${operation}:200:done
              level: MUST
              when: it is there
              source: { edition: current, section: What ${id} does }
`
}
