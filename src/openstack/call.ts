import type { OperationId } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'
import type { Services } from '../openapi/service-description.ts'
import type { Headers, ServiceKind } from './exchange.ts'

/** A value given several times is sent several times; an undefined one is left out. */
type Query =
  | string
  | Readonly<
      Record<string, string | number | boolean | readonly (string | number | boolean)[] | undefined>
    >

/** One request to a service of the cloud. */
export interface Call {
  readonly service: ServiceKind
  readonly method: string
  /** Below the service's base URL, which may end in the project id; as sent. */
  readonly path: string
  /**
   * Where the path begins: the endpoint, unless it is what the endpoint has of a version (without
   * a project), or the root of the service.
   */
  readonly base?: 'endpoint' | 'version' | 'root'
  /** Only where the base URL ends in a project: the one that the path names instead; null for none. */
  readonly projectId?: string | null
  /** A text is sent as it is. */
  readonly query?: Query
  /** Not sent to a service that has no microversions. */
  readonly microversion?: Microversion | undefined
  readonly json?: unknown
  /** In place of `json`: sent as it is, with `contentType` or none. */
  readonly rawBody?: string
  readonly contentType?: string
  /** Beat the session's own headers; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** `own` unless the session is anonymous. */
  readonly token?: 'own' | 'none' | { readonly value: string }
  /** The operation of the contract that this is a call of. */
  readonly operation?: OperationId
  readonly signal?: AbortSignal
  /** Id of the disturbed exchange that this is a repetition of. */
  readonly repeats?: string
}

const HEADER = 'openstack-api-version'

/** The headers of a call, names in lower case. */
export function headersOf(
  call: Call,
  token: string | undefined,
  userAgent: string,
  services: Services,
): Headers {
  const name = services.get(call.service)?.microversions?.name
  const contentType = call.json === undefined ? call.contentType : 'application/json'
  const headers: Record<string, string | undefined> = {
    accept: 'application/json',
    'user-agent': userAgent,
    'content-type': contentType,
    'x-auth-token': token,
    [HEADER]:
      name !== undefined && call.microversion !== undefined
        ? `${name} ${call.microversion}`
        : undefined,
  }
  for (const [key, value] of Object.entries(call.headers ?? {})) headers[key.toLowerCase()] = value
  const present: Record<string, string> = {}
  for (const [key, value] of Object.entries(headers)) if (value !== undefined) present[key] = value
  return present
}

/** The microversion that a call asks for; undefined where it does not, or its own headers say another thing. */
export function microversionOf(
  { service, headers = {}, microversion }: Call,
  services: Services,
): Microversion | undefined {
  if (services.get(service)?.microversions === undefined) return undefined
  const isOverruled = Object.keys(headers).some((name) => name.toLowerCase() === HEADER)
  return isOverruled ? undefined : microversion
}

/** Where the path of a call begins; undefined for a service of which there is no endpoint. */
export function baseUrlOf(
  { service, projectId, base }: Call,
  known: {
    readonly projectId: string
    readonly endpoints: Readonly<Partial<Record<ServiceKind, string>>>
  },
): string | undefined {
  const url = known.endpoints[service]
  if (url === undefined) return undefined
  const own = `/${known.projectId}`
  const version = url.endsWith(own) ? url.slice(0, -own.length) : url
  if (base === 'version') return version
  if (base === 'root') return version.replace(/\/v\d+(\.\d+)?$/, '')
  if (projectId === undefined) return url
  return url.replace(/\/[^/]+$/, () => (projectId === null ? '' : `/${projectId}`))
}

/** The URL of a call to a service at `base`. */
export function urlOf(base: string, { path, query }: Call): string {
  const text = typeof query === 'object' ? encoded(query) : (query ?? '')
  return `${base}${path}${text === '' ? '' : `${path.includes('?') ? '&' : '?'}${text}`}`
}

function encoded(query: Exclude<Query, string>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values) parameters.append(name, String(one))
  }
  return parameters.toString()
}
