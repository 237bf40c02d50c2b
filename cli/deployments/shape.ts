/** What may differ between deployments of one cloud, each beginning with what is plain. */
export const AXES = {
  place: ['at the root', 'below path prefixes'],
  transport: ['plain HTTP', 'TLS with a private CA'],
  host: ['one host', 'another host in the catalog'],
  types: ['block-storage and volumev3', 'volumev3 only', 'block-storage only'],
  project: ['project ids in the catalog', 'no project ids', '%(tenant_id)s'],
  regions: ['one region', 'several regions and none named', 'several regions and one named'],
  delivery: ['content-length', 'chunked', 'closed after each answer', 'HTTP/1.0'],
  coding: ['not compressed', 'gzip', 'deflate', 'br'],
  headers: ['lower-case headers', 'upper-case headers', 'more Vary, Via and HSTS'],
  gateway: ['a quiet gateway', 'errors of the gateway'],
} as const

type Axes = typeof AXES

export type Shape = { readonly [Axis in keyof Axes]: Axes[Axis][number] }

export const PLAIN: Shape = {
  place: AXES.place[0],
  transport: AXES.transport[0],
  host: AXES.host[0],
  types: AXES.types[0],
  project: AXES.project[0],
  regions: AXES.regions[0],
  delivery: AXES.delivery[0],
  coding: AXES.coding[0],
  headers: AXES.headers[0],
  gateway: AXES.gateway[0],
}

/** Shapes in which, together, everything occurs, and nothing hides what another part does. */
export const COVERING: readonly Shape[] = [
  {
    ...PLAIN,
    place: 'below path prefixes',
    transport: 'TLS with a private CA',
    types: 'volumev3 only',
    project: 'no project ids',
    delivery: 'HTTP/1.0',
    coding: 'gzip',
    headers: 'upper-case headers',
  },
  {
    ...PLAIN,
    host: 'another host in the catalog',
    types: 'block-storage only',
    project: '%(tenant_id)s',
    regions: 'several regions and none named',
    delivery: 'closed after each answer',
    coding: 'deflate',
    headers: 'more Vary, Via and HSTS',
  },
  {
    ...PLAIN,
    regions: 'several regions and one named',
    delivery: 'chunked',
    coding: 'br',
    gateway: 'errors of the gateway',
  },
]

/** What is not plain about it, such as `gzip, chunked`. */
export function shapeText(shape: Shape): string {
  const plain: readonly string[] = Object.values(PLAIN)
  return Object.values(shape)
    .filter((value) => !plain.includes(value))
    .join(', ')
}
