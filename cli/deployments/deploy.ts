import {
  type Fault,
  type FaultyProxy,
  startFaultyProxy,
} from '../../fixtures/testbed/faulty-proxy.ts'
import type { ReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import type { TinyAuthority } from '../../src/openstack/testing/tiny-authority.ts'
import { deliverAs } from './deliver-as.ts'
import { reshapeCatalog } from './reshape-catalog.ts'
import type { Shape } from './shape.ts'

export interface Deployed {
  /** The content of a clouds.yaml for it. */
  readonly clouds: unknown
  close(): Promise<void>
}

const SECURE: Shape['transport'] = 'TLS with a private CA'

/** Puts a gateway of this shape in front of a cloud, which answers some requests itself by `errors`. */
export async function deploy(
  cloud: ReferenceCloud,
  shape: Shape,
  authority: TinyAuthority,
  errors: Fault = (_, forward) => forward(),
): Promise<Deployed> {
  const proxy: FaultyProxy = await startFaultyProxy(cloud.url, {
    deliver: deliverAs(shape),
    ...(shape.transport === SECURE && { tls: authority.sign('IP:127.0.0.1,DNS:localhost') }),
  })
  const prefix = shape.place === 'below path prefixes' ? '/api/eu-1' : ''
  const url = `${proxy.url}${prefix}`
  const isElsewhere = shape.host === 'another host in the catalog'
  const inCatalog = isElsewhere ? url.replace('127.0.0.1', 'localhost') : url
  proxy.fault = async (request, forward) => {
    const { path } = request
    if (!path.startsWith(`${prefix}/`)) return { status: 404, headers: {}, body: '' }
    return errors(request, async (instead) => {
      const reply = await forward({ path: path.slice(prefix.length), ...instead })
      const body = path.endsWith('/auth/tokens') ? reshapeCatalog(reply.body, shape) : reply.body
      return { ...reply, body: body.replaceAll(cloud.url, inCatalog) }
    })
  }
  return { clouds: cloudsFor(cloud, shape, url, authority), close: () => proxy.close() }
}

function cloudsFor(
  cloud: ReferenceCloud,
  { regions, transport }: Shape,
  url: string,
  { certificate: cacert }: TinyAuthority,
): unknown {
  const entries = Object.entries(cloud.clouds().clouds).map(
    ([name, { region_name, auth, ...entry }]) => [
      name,
      {
        ...entry,
        auth: { ...auth, auth_url: auth.auth_url.replace(cloud.url, url) },
        ...(regions !== 'several regions and none named' && { region_name }),
        ...(transport === SECURE && { cacert }),
      },
    ],
  )
  return { clouds: Object.fromEntries(entries) }
}
