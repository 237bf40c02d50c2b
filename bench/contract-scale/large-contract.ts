/** The last minor version of a generated contract, whose microversions begin with 1.1. */
const LAST = 20

/** The `service.yaml` of a generated contract. */
export const LARGE_SERVICE: object = {
  title: 'Compute',
  order: 1,
  'catalog-types': ['compute'],
  'setting-prefixes': ['compute'],
  version: { segment: 'v1', ids: ['v1'] },
  'project-in-path': 'as-in-catalog',
  microversions: { name: 'compute' },
  'request-id-headers': ['x-compute-request-id'],
}

/** The same facts for versions of Attest that do not read `service.yaml` but have them in the document. */
const BEFORE_SERVICES = {
  service: 'compute',
  'microversion-name': 'compute',
  'request-id-headers': ['x-compute-request-id'],
}

/** A contract document with the given number of operations; each has its own schema and uses shared ones. */
export function largeContract(operations: number, knowsServices: boolean): object {
  const paths = Array.from({ length: operations }, (_, index) => [
    `/things-${index}/{thing_id}`,
    { get: operation(index) },
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Many things', version: '1' },
    'x-openstack': {
      ...(knowsServices ? {} : BEFORE_SERVICES),
      'min-ver': '1.1',
      'max-ver': `1.${LAST}`,
    },
    paths: Object.fromEntries(paths),
    components: {
      schemas: {
        Id: { type: 'string', format: 'uuid' },
        Fault: {
          type: 'object',
          properties: { code: { type: 'integer' }, message: { type: 'string' } },
          required: ['code', 'message'],
          additionalProperties: false,
        },
      },
    },
  }
}

function operation(index: number): object {
  // An operationId may not contain digits.
  const id = `show-${String(index).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`
  const from = { 'min-ver': `1.${2 + (index % (LAST - 2))}` }
  return {
    operationId: id,
    summary: `Show thing ${index}`,
    'x-section': 'Things',
    externalDocs: { url: 'https://cloud.example/things' },
    responses: {
      200: {
        description: 'the thing',
        'x-requirements': ['shown', 'shown-in-full'].map((slug) => ({
          id: `compute.${id}:200:${slug}`,
          level: 'MUST',
          when: 'the thing is there',
          source: { edition: 'both', section: 'Things' },
        })),
        content: { 'application/json': { schema: thing(index, from) } },
      },
      404: {
        description: 'no thing',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } },
      },
    },
  }
}

function thing(index: number, from: object): object {
  const own = Array.from({ length: 8 }, (_, field) => [
    `field_${index}_${field}`,
    { type: 'string', maxLength: 1 + index, ...(field % 4 === 0 && { 'x-openstack': from }) },
  ])
  return {
    type: 'object',
    properties: { id: { $ref: '#/components/schemas/Id' }, ...Object.fromEntries(own) },
    required: ['id'],
    additionalProperties: false,
  }
}
