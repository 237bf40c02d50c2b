import type { Contract } from '../openapi/contract.ts'
import { isMicroversion, type Microversion } from '../openapi/microversion.ts'
import type { MicroversionProtocol } from '../openapi/service-description.ts'
import type { Exchange, Headers } from '../openstack/exchange.ts'

/** The parts of an exchange from which its microversion is read. */
type VersionedExchange = Pick<Exchange, 'microversion' | 'response'> & {
  readonly request: Pick<Exchange['request'], 'headers'>
}

/** The microversion at which a response is judged. */
export interface Asked {
  /** Absent for a service that has none. */
  readonly version?: Microversion
  /** Set when the request names a version that cannot be parsed, which no answer can repeat. */
  readonly unreadable?: true
  /** Set when the request asked for `latest`: `version` is the one that the answer names. */
  readonly latest?: true
}

/**
 * The microversion at which the response of an exchange is judged: what the request asked for, the
 * service's default when it asked for none, and what the answer names when it asked for `latest`.
 * None for a service without microversions, whatever was asked.
 */
export function askedMicroversion(exchange: VersionedExchange, contract: Contract): Asked {
  const { range, description } = contract
  const protocol = description.microversions
  if (range === undefined || protocol === undefined) return {}
  if (exchange.microversion !== undefined) return { version: exchange.microversion }
  const { min } = range
  const { headers } = exchange.request
  const asked = namedIn(headers, protocol)
  if (asked === undefined) {
    return { version: min, ...(namesOthersOnly(headers, protocol) && { unreadable: true }) }
  }
  if (asked === 'latest') {
    const named = namedIn(exchange.response?.headers ?? {}, protocol)
    return { version: named !== undefined && isMicroversion(named) ? named : min, latest: true }
  }
  // Services number their versions from 1, and refuse a version that begins with 0 as malformed.
  const isReadable = isMicroversion(asked) && !asked.startsWith('0.')
  return isReadable ? { version: asked } : { version: min, unreadable: true }
}

/**
 * The version that headers name for a service: the text after the service's name in the common
 * header, or the value of the service's older header. Undefined when there is neither. A service
 * that has an older header accepts its name in upper and lower case; the others do not.
 */
function namedIn(headers: Headers, protocol: MicroversionProtocol): string | undefined {
  const entries = headers['openstack-api-version']?.split(',') ?? []
  const anyCase = protocol.legacyHeader !== undefined
  for (const entry of entries.reverse()) {
    const [name, ...version] = entry.trim().split(/\s+/)
    const own = anyCase ? name?.toLowerCase() : name
    if (own === protocol.name && version.length > 0) {
      return version.join(' ')
    }
  }
  const legacy = protocol.legacyHeader?.toLowerCase()
  return legacy === undefined ? undefined : headers[legacy]?.split(',').at(-1)?.trim()
}

/** Whether the common header names other services only. A service without an older header refuses that. */
function namesOthersOnly(headers: Headers, protocol: MicroversionProtocol): boolean {
  return protocol.legacyHeader === undefined && headers['openstack-api-version'] !== undefined
}
