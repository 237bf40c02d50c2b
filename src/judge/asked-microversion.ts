import type { Contract } from '../openapi/contract.ts'
import { isMicroversion, type Microversion } from '../openapi/microversion.ts'
import type { Exchange, Headers } from '../openstack/exchange.ts'

/**
 * The microversion that an exchange speaks: what the request asked for, the service's default
 * when it asked for none, and what the answer names when it asked for `latest`.
 */
export function askedMicroversion(exchange: Exchange, contract: Contract): Microversion {
  if (exchange.microversion !== undefined) return exchange.microversion
  const asked = namedIn(exchange.request.headers, contract)
  const named = asked === 'latest' ? namedIn(exchange.response?.headers ?? {}, contract) : asked
  return named !== undefined && isMicroversion(named) ? named : contract.range.min
}

function namedIn(headers: Headers, { protocol }: Contract): string | undefined {
  const [name, version] = headers['openstack-api-version']?.trim().split(/\s+/) ?? []
  if (name === protocol.microversionName) return version
  const legacy = protocol.legacyMicroversionHeader?.toLowerCase()
  return legacy === undefined ? undefined : headers[legacy]?.trim()
}
