import { type Answer, frameworkFault, type Incoming, json } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'
import type { TokenFilter } from '../identity/caller.ts'
import { zulu } from '../timestamps.ts'
import type { Image, Images } from './images.ts'

const MINOR_VERSIONS = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]

/** Image v2, to be read from. */
export class ImageApi {
  constructor(
    private readonly url: string,
    private readonly filter: TokenFilter,
    private readonly images: Images,
  ) {}

  answer(incoming: Incoming): Answer {
    const answer = this.#handled(incoming)
    const id = { 'X-Openstack-Request-Id': incoming.requestId }
    return { ...answer, headers: { ...answer.headers, ...id } }
  }

  #handled(incoming: Incoming): Answer {
    const { path, method } = incoming
    if (method !== 'GET') return frameworkFault(incoming, 404, 'The resource could not be found.')
    if (path === '' || path === '/') return this.#versions(300)
    if (path === '/versions') return this.#versions(200)
    if (!this.filter.identify(incoming)) return this.filter.refuse()
    if (path === '/v2/images') return this.#list(incoming)
    const id = /^\/v2\/images\/([^/]+)$/.exec(path)?.[1]
    const image = id === undefined ? undefined : this.images.find(id)
    if (image) return json(200, this.#view(image))
    return frameworkFault(incoming, 404, `No image found with ID ${id ?? ''}`)
  }

  #versions(status: number): Answer {
    const versions = MINOR_VERSIONS.map((minor, index) => ({
      id: `v2.${minor}`,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${this.url}/v2/` }],
    }))
    return json(status, { versions })
  }

  #list({ query }: Incoming): Answer {
    const name = firstOf(query, 'name')
    const marker = firstOf(query, 'marker')
    const images = this.images.all
      .filter((image) => name === undefined || image.name === name)
      .filter((image) => marker === undefined || image.id !== marker)
    const first = query.raw === '' ? '/v2/images' : `/v2/images?${query.raw}`
    return json(200, {
      images: images.map((image) => this.#view(image)),
      first,
      schema: '/v2/schemas/images',
    })
  }

  #view({ id, name, size, createdAt }: Image) {
    return {
      name,
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'public',
      size,
      virtual_size: size,
      status: 'active',
      checksum: null,
      protected: false,
      min_ram: 0,
      min_disk: 0,
      owner: null,
      os_hidden: false,
      os_hash_algo: null,
      os_hash_value: null,
      id,
      created_at: zulu(createdAt),
      updated_at: zulu(createdAt),
      tags: [],
      self: `/v2/images/${id}`,
      file: `/v2/images/${id}/file`,
      schema: '/v2/schemas/image',
    }
  }
}
