import { isObject } from '../checks.ts'
import { header, type Incoming } from '../http/exchange.ts'
import { firstOf } from '../http/query.ts'

/** A request that sequence faults know. */
export interface Recognised {
  readonly operation: Operation
  readonly serverId: string | undefined
  readonly volumeId: string | undefined
  readonly attachmentId: string | undefined
  /** The minor number of its microversion. */
  readonly minor: number
  /** What the body has inside of its wrapper. */
  readonly wanted: Readonly<Record<string, unknown>>
}

const SERVER = '/servers/(?<server>[^/]+)'
const LINKS = `${SERVER}/os-volume_attachments`
const LINK = `${LINKS}/(?<volume>[^/]+)`
const ATTACHMENT = '/attachments/(?<attachment>[^/]+)'
const VOLUME = '/volumes/(?<volume>[^/]+)'

/** Method and path of each; for actions, also the key of the body. The first that fits counts. */
const ROUTES = {
  'compute.attach': ['POST', LINKS],
  'compute.detach': ['DELETE', LINK],
  'compute.show': ['GET', LINK],
  'compute.list': ['GET', LINKS],
  'compute.update': ['PUT', LINK],
  'block-storage.create': ['POST', '/attachments'],
  'block-storage.list': ['GET', '/attachments(?:/detail)?'],
  'block-storage.update': ['PUT', ATTACHMENT],
  'block-storage.complete': ['POST', `${ATTACHMENT}/action`, 'os-complete'],
  'block-storage.delete': ['DELETE', ATTACHMENT],
  'block-storage.show': ['GET', ATTACHMENT],
  'volume.show': ['GET', VOLUME],
  'volume.delete': ['DELETE', VOLUME],
  'server.show': ['GET', SERVER],
  'server.delete': ['DELETE', SERVER],
  'server.stop': ['POST', `${SERVER}/action`, 'os-stop'],
  'server.start': ['POST', `${SERVER}/action`, 'os-start'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** An update that names another volume is to replace the one in its path. */
export type Operation = keyof typeof ROUTES | 'compute.swap'

const PATTERNS = Object.entries(ROUTES).map(([operation, [method, path, key]]) => ({
  operation: operation as Operation,
  method,
  // Behind the version, and a project or none.
  path: new RegExp(`^/v[0-9.]+(?:/[0-9a-f]+)?${path}$`),
  key,
}))

export function recognise(incoming: Incoming): Recognised | undefined {
  const body = bodyOf(incoming)
  for (const { operation, method, path, key } of PATTERNS) {
    const groups = method === incoming.method ? path.exec(incoming.path) : null
    if (groups === null || (key !== undefined && !(key in body))) continue
    const { server, volume, attachment } = groups.groups ?? {}
    const wanted = body.volumeAttachment ?? body.attachment
    const named = isObject(wanted) ? wanted : {}
    const inBody = named.volumeId ?? named.volume_uuid
    const isSwap = operation === 'compute.update' && inBody !== undefined && inBody !== volume
    return {
      operation: isSwap ? 'compute.swap' : operation,
      serverId: server,
      volumeId: volume ?? text(inBody) ?? firstOf(incoming.query, 'volume_id'),
      attachmentId: attachment,
      minor: Number(/\.(\d+)/.exec(header(incoming, 'openstack-api-version') ?? '')?.[1] ?? 0),
      wanted: named,
    }
  }
  return undefined
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function bodyOf({ body }: Incoming): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString())
    return isObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
