import type { Contract } from '../openapi/contract.ts'
import { isMicroversion, type Microversion } from '../openapi/microversion.ts'
import type { Exchange, Headers } from '../openstack/exchange.ts'

/** As much of an exchange as tells its microversion. */
type Speaking = Pick<Exchange, 'microversion' | 'response'> & {
  readonly request: Pick<Exchange['request'], 'headers'>
}

/** The microversion that an exchange speaks. */
export interface Asked {
  readonly version: Microversion
  /** The request asks for something that is no microversion: an answer cannot repeat it. */
  readonly unreadable?: true
  /** The request leaves the choice to the target, which has named this one. */
  readonly latest?: true
}

/**
 * The microversion that an exchange speaks: what the request asked for, the service's default
 * when it asked for none, and what the answer names when it asked for `latest`.
 */
export function askedMicroversion(exchange: Speaking, contract: Contract): Asked {
  if (exchange.microversion !== undefined) return { version: exchange.microversion }
  const { min } = contract.range
  const { headers } = exchange.request
  const asked = namedIn(headers, contract)
  if (asked === undefined) {
    return { version: min, ...(namesOthersOnly(headers, contract) && { unreadable: true }) }
  }
  if (asked === 'latest') {
    const named = namedIn(exchange.response?.headers ?? {}, contract)
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
function namedIn(headers: Headers, { protocol }: Contract): string | undefined {
  const entries = headers['openstack-api-version']?.split(',') ?? []
  const anyCase = protocol.legacyMicroversionHeader !== undefined
  for (const entry of entries.reverse()) {
    const [name, ...version] = entry.trim().split(/\s+/)
    const own = anyCase ? name?.toLowerCase() : name
    if (own === protocol.microversionName && version.length > 0) {
      return version.join(' ')
    }
  }
  const legacy = protocol.legacyMicroversionHeader?.toLowerCase()
  return legacy === undefined ? undefined : headers[legacy]?.split(',').at(-1)?.trim()
}

/** A service that knows this one header only refuses it when it names other services only. */
function namesOthersOnly(headers: Headers, { protocol }: Contract): boolean {
  return (
    protocol.legacyMicroversionHeader === undefined &&
    headers['openstack-api-version'] !== undefined
  )
}
