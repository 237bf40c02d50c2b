import type { OperationId } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'
import type { Services } from '../openapi/service-description.ts'
import type { CloudPlace } from './cloud-config/cloud-config.ts'
import type { Headers, ServiceKind } from './exchange.ts'
import { identityUrl } from './identity/identity.ts'

/** Query parameters. A parameter with several values is sent several times; an undefined one is not sent. */
type Query =
  | string
  | Readonly<
      Record<string, string | number | boolean | readonly (string | number | boolean)[] | undefined>
    >

/** One request to a service of the cloud. */
export interface Call {
  readonly service: ServiceKind
  readonly method: string
  /** Appended to the base URL as it is; the base URL may end with the project id. */
  readonly path: string
  /**
   * What the path is appended to: the endpoint (the default), the endpoint up to its version, without
   * a project id, or the root of the service.
   */
  readonly base?: 'endpoint' | 'version' | 'root'
  /** Replaces the project id at the end of the base URL, if there is one; null removes it. */
  readonly projectId?: string | null
  /** Parameters, or the text of the query, which is sent as it is. */
  readonly query?: Query
  /** Ignored for a service without microversions. */
  readonly microversion?: Microversion | undefined
  readonly json?: unknown
  /** A body in place of `json`, sent as it is, with the content type in `contentType` if there is one. */
  readonly rawBody?: string
  readonly contentType?: string
  /** Override the session's own headers; undefined removes a header. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** The token to send; by default `own`, or `none` in an anonymous session. */
  readonly token?: 'own' | 'none' | { readonly value: string }
  /** The token with which the caller claims to act for a service; by default it claims nothing. */
  readonly serviceToken?: 'own' | { readonly value: string }
  /** The operation of the contract that is called; absent for other calls. */
  readonly operation?: OperationId
  readonly signal?: AbortSignal
  /** The id of the disturbed exchange that this call repeats. */
  readonly repeats?: string
}

const HEADER = 'openstack-api-version'

/** The values of the tokens that a call sends. */
export interface Tokens {
  readonly token: string | undefined
  readonly serviceToken?: string | undefined
}

/** The headers of a call, names in lower case. */
export function headersOf(
  call: Call,
  { token, serviceToken }: Tokens,
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
    'x-service-token': serviceToken,
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

/** The microversion of a call; undefined when it names none, or when its `headers` set another. */
export function microversionOf(
  { service, headers = {}, microversion }: Call,
  services: Services,
): Microversion | undefined {
  if (services.get(service)?.microversions === undefined) return undefined
  const isOverruled = Object.keys(headers).some((name) => name.toLowerCase() === HEADER)
  return isOverruled ? undefined : microversion
}

/** What decides where the calls of a persona go. */
export interface Addresses {
  readonly projectId: string
  readonly endpoints: Readonly<Partial<Record<ServiceKind, string>>>
  /** Where Identity is; absent in journals of earlier versions. */
  readonly cloud?: Pick<CloudPlace, 'authUrl'>
}

/** The URL to which the path of a call is appended; undefined for a service without an endpoint. */
export function baseUrlOf(
  { service, projectId, base }: Call,
  known: Addresses,
): string | undefined {
  if (service === 'identity') return known.cloud && identityUrl(known.cloud)
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
