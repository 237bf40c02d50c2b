import type { EventOf } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import type { Contracts } from '../../../src/openapi/contract.ts'
import {
  contractOfOperation,
  contractsOfService,
} from '../../../src/openapi/contracts-of-service.ts'
import { matchOperation } from '../../../src/openapi/match-operation.ts'
import { baseUrlOf } from '../../../src/openstack/call.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import { identityUrl } from '../../../src/openstack/identity/identity.ts'

type ExchangeEvent = EventOf<'exchange'>

/**
 * Checks that an exchange went to the endpoint of its service for its persona, with a token unless
 * the persona is nobody, and that its recorded operation is the one that its method and URL match.
 * Scenarios send other requests on purpose: those are compared literally when the case is run
 * again. Returns a contradiction.
 */
export function placeDifference(
  { case: id, phase, exchange }: ExchangeEvent,
  { personaAccess }: Pick<RunBasis, 'personaAccess'>,
  contracts: Contracts,
): string | undefined {
  const { persona, service, request } = exchange
  const transport = personaAccess[persona]
  if (transport === undefined) return `it is of the persona ${persona}, which the run does not have`
  // Only cases send requests outside of the endpoint on purpose.
  const base = id === undefined ? 'endpoint' : 'root'
  const call = { service, method: request.method, path: '', base } as const
  const root =
    service === 'identity'
      ? transport.cloud && identityUrl(transport.cloud)
      : baseUrlOf(call, transport)
  if (root === undefined || !isBelow(request.url, root)) {
    return `${request.url} is not at the endpoint of ${service} (${root ?? 'which the persona does not have'})`
  }
  if (service === 'identity') return undefined
  const called = operationCalled(exchange, contracts)
  const tested = exchange.operation && contractOfOperation(contracts, exchange.operation)
  const named = tested && exchange.operation
  const mayBeOutside = id !== undefined && phase === 'act' && exchange.operation === undefined
  if (called !== named && !mayBeOutside) {
    return `it is recorded as ${exchange.operation ?? 'no operation'}, but its method and URL are those of ${called ?? 'none'}`
  }
  if (id !== undefined) return undefined
  const hasToken = request.headers['x-auth-token'] !== undefined
  if (hasToken === (persona === 'nobody')) {
    return `it is of the persona ${persona}, and was sent ${hasToken ? 'with' : 'without'} a token`
  }
  return undefined
}

function isBelow(url: string, root: string): boolean {
  return url === root || url.startsWith(`${root}/`) || url.startsWith(`${root}?`)
}

/** The operation that matches the method and the URL of an exchange. */
export function operationCalled(
  { service, request }: Exchange,
  contracts: Contracts,
): Exchange['operation'] {
  const own = contractsOfService(contracts, service).map((one) => [one.file, one] as const)
  return matchOperation(new Map(own), request.method, request.url)?.operation.id
}
