import { type Answer, json } from '../http/exchange.ts'
import type { Release } from '../releases.ts'

const LEGACY_UPDATED = '2011-01-21T11:33:21Z'
const CURRENT_UPDATED = '2013-07-23T11:33:21Z'

/** What the service says about its own versions. */
export class VersionDocuments {
  constructor(
    private readonly url: string,
    private readonly release: Release,
  ) {}

  #legacy() {
    const status = this.release.legacyCompute
    return { id: 'v2.0', status, version: '', min_version: '', updated: LEGACY_UPDATED }
  }

  #current() {
    const max = this.release.compute.max
    return {
      id: 'v2.1',
      status: 'CURRENT',
      version: max,
      min_version: '2.1',
      updated: CURRENT_UPDATED,
    }
  }

  all(): Answer {
    const versions = [
      { ...this.#legacy(), links: [{ rel: 'self', href: `${this.url}/v2/` }] },
      { ...this.#current(), links: [{ rel: 'self', href: `${this.url}/v2.1/` }] },
    ]
    return json(200, { versions })
  }

  one(which: 'v2' | 'v2.1'): Answer {
    const entry = which === 'v2' ? this.#legacy() : this.#current()
    const links = [
      { rel: 'self', href: `${this.url}/${which}/` },
      { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' },
    ]
    return json(200, { version: { ...entry, links, 'media-types': [mediaType(which)] } })
  }

  choices(path: string): Answer {
    const choice = (id: string, status: string, which: 'v2' | 'v2.1') => ({
      id,
      status,
      links: [{ rel: 'self', href: `${this.url}/${which}${path.replace(/\/$/, '')}` }],
      'media-types': [mediaType(which)],
    })
    return json(300, {
      choices: [
        choice('v2.0', this.release.legacyCompute, 'v2'),
        choice('v2.1', 'CURRENT', 'v2.1'),
      ],
    })
  }
}

function mediaType(which: 'v2' | 'v2.1') {
  const type = `application/vnd.openstack.compute+json;version=${which.slice(1)}`
  return { base: 'application/json', type }
}
