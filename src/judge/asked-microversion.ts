import type { Contract } from '../openapi/contract.ts'
import { isMicroversion, type Microversion } from '../openapi/microversion.ts'
import type { MicroversionProtocol } from '../openapi/service-description.ts'
import type { Exchange, Headers } from '../openstack/exchange.ts'

/** As much of an exchange as tells its microversion. */
type Speaking = Pick<Exchange, 'microversion' | 'response'> & {
  readonly request: Pick<Exchange['request'], 'headers'>
}

/** The microversion that an exchange speaks. */
export interface Asked {
  /** Absent for a service that has none. */
  readonly version?: Microversion
  /** The request asks for something that is no microversion: an answer cannot repeat it. */
  readonly unreadable?: true
  /** The request leaves the choice to the target, which has named this one. */
  readonly latest?: true
}

/**
 * The microversion that an exchange speaks: what the request asked for, the service's default
 * when it asked for none, and what the answer names when it asked for `latest`. None for a service
 * without microversions, whatever was asked.
 */
export function askedMicroversion(exchange: Speaking, contract: Contract): Asked {
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
  // Versions of a service begin with 1: what begins with 0 is read as no version at all.
  const isReadable = isMicroversion(asked) && !asked.startsWith('0.')
  return isReadable ? { version: asked } : { version: min, unreadable: true }
}

/**
 * What stands after the service's name, or in its own older header; undefined for nothing. Only
 * the service with that older header takes its name in any case.
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

/** A service that knows this one header only refuses it when it names other services only. */
function namesOthersOnly(headers: Headers, protocol: MicroversionProtocol): boolean {
  return protocol.legacyHeader === undefined && headers['openstack-api-version'] !== undefined
}
