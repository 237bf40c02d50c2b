import type { ResponseRule, TextRule } from '../openapi/at-version/operation-view.ts'
import type { ServiceDescription } from '../openapi/service-description.ts'

/** The part of a service's description that says what its headers mean. */
export type ServiceProtocol = Pick<ServiceDescription, 'microversions' | 'requestIdHeaders'>

/** A declared header, and what it is about, which decides what its value must be. */
export interface HeaderCheck {
  readonly rule: TextRule
  readonly about: 'microversion' | 'legacy-microversion' | 'vary' | 'request-id' | 'anything'
  /** Whether its value depends on the microversion; then it is not checked when that was unreadable. */
  readonly tellsMicroversion: boolean
  /** The last value that was found to be right. Services send the same in every answer. */
  seenRight: string | undefined
}

const known = new WeakMap<ResponseRule, readonly HeaderCheck[]>()

/** The checks of a response's declared headers, computed once for each rule. */
export function headerChecks(
  rule: ResponseRule,
  protocol: ServiceProtocol,
): readonly HeaderCheck[] {
  const before = known.get(rule)
  if (before !== undefined) return before
  const checks = rule.headers.map((header) => {
    const about = aboutOf(header, protocol)
    const tellsMicroversion = about !== 'request-id' && about !== 'anything'
    return { rule: header, about, tellsMicroversion, seenRight: undefined }
  })
  known.set(rule, checks)
  return checks
}

/** The headers in which a service names the microversion of an answer. */
export function microversionHeaders(legacy: string | undefined): readonly string[] {
  return legacy === undefined ? ['OpenStack-API-Version'] : ['OpenStack-API-Version', legacy]
}

/** What a header is about. In a service without microversions, only request ids are checked specially. */
function aboutOf(
  { name }: TextRule,
  { microversions, requestIdHeaders }: ServiceProtocol,
): HeaderCheck['about'] {
  if (microversions !== undefined) {
    if (name === 'openstack-api-version') return 'microversion'
    if (name === microversions.legacyHeader?.toLowerCase()) return 'legacy-microversion'
    if (name === 'vary') return 'vary'
  }
  const isId = requestIdHeaders.some((header) => header.toLowerCase() === name)
  return isId ? 'request-id' : 'anything'
}
