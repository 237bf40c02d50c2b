import { packagedServices } from '../../openapi/load-services.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import type { Exchange, ExchangeResponse } from '../exchange.ts'
import type { TransportProblem } from '../transport-error.ts'

/** Why an exchange says nothing about the requested operation. */
export type Disturbance =
  /** No answer: connection, TLS, time-out. */
  | { readonly kind: 'transport'; readonly problem: TransportProblem }
  /** A gateway answered in place of the service. */
  | { readonly kind: 'unavailable'; readonly status: number }
  /** Too many requests; `waitMs` is what `Retry-After` asks for. */
  | { readonly kind: 'rate-limited'; readonly status: number; readonly waitMs?: number }
  /** The token is not valid any more and could not be renewed. */
  | { readonly kind: 'token-lost' }

/** Whether only something in front of a service answers so, unless the service's headers say otherwise. */
function isOfGateways(status: number): boolean {
  return status === 408 || status === 413 || status >= 502
}

/** The part of a service's description by which its own answers are recognised. */
type Marked = Pick<ServiceDescription, 'microversions' | 'requestIdHeaders'>

/**
 * What disturbed an exchange; undefined when the service itself has answered. `service` is by default
 * the package's description of the service that was called; there is none of Identity.
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
  // 413 also means that a body is too large, but then without a Retry-After header.
  if (
    (status === 413 || status === 429) &&
    waitMs !== undefined &&
    !isOfQuota(response, waitMs, service)
  ) {
    return { kind: 'rate-limited', status, waitMs }
  }
  if (isOfTheService(response, service)) return undefined
  if (status === 429) return { kind: 'rate-limited', status }
  // A service's own 413 is written before a microversion is looked at, and has only the id of the request.
  if (status === 413 && hasRequestId(response, service)) return undefined
  return isOfGateways(status) ? { kind: 'unavailable', status } : undefined
}

/** Block Storage answers an exceeded quota with 413 and `Retry-After: 0`, where waiting is of no use. */
function isOfQuota(
  response: ExchangeResponse,
  waitMs: number,
  service: Marked | undefined,
): boolean {
  return response.status === 413 && waitMs === 0 && isOfTheService(response, service)
}

/**
 * Whether the service itself has answered: its answers have a microversion header or, in a service
 * without microversions, a request id.
 */
function isOfTheService(response: ExchangeResponse, service: Marked | undefined): boolean {
  if (service === undefined) return false
  const { microversions } = service
  if (microversions === undefined) return hasRequestId(response, service)
  const legacy = microversions.legacyHeader?.toLowerCase()
  const { headers } = response
  return 'openstack-api-version' in headers || (legacy !== undefined && legacy in headers)
}

function hasRequestId({ headers }: ExchangeResponse, service: Marked | undefined): boolean {
  return service?.requestIdHeaders.some((name) => name.toLowerCase() in headers) ?? false
}

/** Problems because of which the request was not sent. */
const NEVER_SENT: readonly TransportProblem[] = [
  'unknown-host',
  'refused',
  'no-route',
  'connect-timeout',
]

/** Whether it is certain that the service did not get the request, so that it is safe to send it again. */
export function isSurelyUnseen(disturbance: Disturbance): boolean {
  if (disturbance.kind === 'transport') return NEVER_SENT.includes(disturbance.problem)
  return disturbance.kind === 'rate-limited'
}

/** Whether the disturbance is likely to be temporary. */
export function isPassing(disturbance: Disturbance): boolean {
  if (disturbance.kind === 'transport') {
    return disturbance.problem === 'reset' || NEVER_SENT.includes(disturbance.problem)
  }
  return disturbance.kind !== 'token-lost'
}

/** The wait that `Retry-After` asks for, in ms from now. Its value is a number of seconds or a date. */
function retryAfterOf({ headers }: ExchangeResponse): number | undefined {
  const text = headers['retry-after']?.trim()
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
