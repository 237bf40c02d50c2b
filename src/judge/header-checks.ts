import type { ResponseRule, TextRule } from '../openapi/at-version/operation-view.ts'
import type { ServiceDescription } from '../openapi/service-description.ts'

/** As much of a service as says what its headers mean. */
export type ServiceProtocol = Pick<ServiceDescription, 'microversions' | 'requestIdHeaders'>

/** What a declared header is about: that decides what it must say. */
export interface HeaderCheck {
  readonly rule: TextRule
  readonly about: 'microversion' | 'legacy-microversion' | 'vary' | 'request-id' | 'anything'
  /** Only an answer to a microversion that was understood can have it. */
  readonly tellsMicroversion: boolean
  /** What was found to be right before: services say the same in every answer. */
  seenRight: string | undefined
}

const known = new WeakMap<ResponseRule, readonly HeaderCheck[]>()

/** The headers of a response; found out once, for a rule belongs to one document. */
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

/** Of a service without microversions, only the ids of requests have a meaning of their own. */
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
