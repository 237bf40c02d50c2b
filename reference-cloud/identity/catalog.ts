import { compactId, type Project } from './directory.ts'

const REGION = 'RegionOne'
const INTERFACES = ['public', 'internal', 'admin'] as const

interface Entry {
  readonly type: string
  readonly name: string
  readonly id: string
  readonly endpointIds: readonly string[]
  readonly path: (projectId: string) => string
}

function entry(type: string, name: string, path: Entry['path']): Entry {
  return { type, name, path, id: compactId(), endpointIds: INTERFACES.map(() => compactId()) }
}

/** The catalog: where each service is. */
export class Catalog {
  readonly #entries: readonly Entry[] = [
    entry('identity', 'keystone', () => '/identity/v3'),
    entry('compute', 'nova', () => '/compute/v2.1'),
    entry('block-storage', 'cinder', (projectId) => `/volume/v3/${projectId}`),
    entry('volumev3', 'cinderv3', (projectId) => `/volume/v3/${projectId}`),
    entry('image', 'glance', () => '/image'),
  ]

  constructor(private readonly url: string) {}

  for(project: Project | undefined): unknown[] {
    if (!project) return []
    return this.#entries.map(({ type, name, id, endpointIds, path }) => ({
      type,
      name,
      id,
      endpoints: INTERFACES.map((face, index) => ({
        id: endpointIds[index],
        interface: face,
        region_id: REGION,
        region: REGION,
        url: `${this.url}${path(project.id)}`,
      })),
    }))
  }
}
