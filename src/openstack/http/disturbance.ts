import { packagedServices } from '../../openapi/load-services.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { Exchange, ExchangeResponse } from '../exchange.ts'
import type { TransportProblem } from '../transport-error.ts'

/** Something on the way to a service kept it from saying anything about what was asked. */
export type Disturbance =
  /** No answer: connection, TLS, time-out. */
  | { readonly kind: 'transport'; readonly problem: TransportProblem }
  /** A gateway answered in the place of the service: 502, 503 or 504. */
  | { readonly kind: 'unavailable'; readonly status: number }
  /** Too many requests; `waitMs` is what `Retry-After` asks for. */
  | { readonly kind: 'rate-limited'; readonly status: number; readonly waitMs?: number }
  /** The token is of no use any more, and there is no other to be had. */
  | { readonly kind: 'token-lost' }

const GATEWAY: readonly number[] = [502, 503, 504]

/** As much of a service as tells which answers are its own. */
type Marked = Pick<ServiceDescription, 'microversions' | 'requestIdHeaders'>

/**
 * What disturbed an exchange; undefined for one that a service has answered itself. The service is
 * one that the package describes, unless another is given; Identity is none.
 */
export function disturbanceOf(
  { response, problem, service: kind }: Exchange,
  service: Marked | undefined = packagedServices().get(kind),
): Disturbance | undefined {
  if (response === undefined) {
    return problem === 'token-lost'
      ? { kind: 'token-lost' }
      : { kind: 'transport', problem: problem ?? 'other' }
  }
  const { status } = response
  const waitMs = retryAfterOf(response)
  // A body that is too large is answered 413 as well, but never with the advice to wait.
  if (
    (status === 413 || status === 429) &&
    waitMs !== undefined &&
    !isOfQuota(response, waitMs, service)
  ) {
    return { kind: 'rate-limited', status, waitMs }
  }
  if (isOfTheService(response, service)) return undefined
  if (status === 429) return { kind: 'rate-limited', status }
  return GATEWAY.includes(status) ? { kind: 'unavailable', status } : undefined
}

/** Of a quota that is used up Block Storage says 413 and to wait for no time: waiting is of no use. */
function isOfQuota(
  response: ExchangeResponse,
  waitMs: number,
  service: Marked | undefined,
): boolean {
  return response.status === 413 && waitMs === 0 && isOfTheService(response, service)
}

/**
 * An answer with the headers of a microversion comes from the service itself, and that of a service
 * without any where it has the id of the request.
 */
function isOfTheService({ headers }: ExchangeResponse, service: Marked | undefined): boolean {
  if (service === undefined) return false
  const { microversions, requestIdHeaders } = service
  if (microversions === undefined) return requestIdHeaders.some((name) => name in headers)
  const legacy = microversions.legacyHeader?.toLowerCase()
  return 'openstack-api-version' in headers || (legacy !== undefined && legacy in headers)
}

/** Problems before the request could leave. */
const NEVER_SENT: readonly TransportProblem[] = [
  'unknown-host',
  'refused',
  'no-route',
  'connect-timeout',
]

/** Whether the service surely has not seen the request, so that sending it again does no harm. */
export function isSurelyUnseen(disturbance: Disturbance): boolean {
  if (disturbance.kind === 'transport') return NEVER_SENT.includes(disturbance.problem)
  return disturbance.kind === 'rate-limited'
}

/** Whether the same request may well be answered in a moment. */
export function isPassing(disturbance: Disturbance): boolean {
  if (disturbance.kind === 'transport') {
    return disturbance.problem === 'reset' || NEVER_SENT.includes(disturbance.problem)
  }
  return disturbance.kind !== 'token-lost'
}

/** In ms from now; `Retry-After` is a number of seconds or a date. */
function retryAfterOf({ headers }: ExchangeResponse): number | undefined {
  const text = headers['retry-after']?.trim()
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
