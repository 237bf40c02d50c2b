import { askedMicroversion } from '../../../src/judge/asked-microversion.ts'
import type { Contracts } from '../../../src/openapi/contract.ts'
import { contractsOfService } from '../../../src/openapi/contracts-of-service.ts'
import { packagedContracts } from '../../../src/openapi/load-contract.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'

/**
 * Checks that the microversion of an exchange is the one in its request, because answers are judged
 * by it. An exchange without one is judged by its headers only. Returns a contradiction.
 */
export function microversionDifference(
  exchange: Exchange,
  contracts: Contracts,
): string | undefined {
  const { microversion, service, ...rest } = exchange
  if (microversion === undefined) return undefined
  // The header is the same whichever documents of the service are tested.
  const [contract = contractsOfService(packagedContracts(), service)[0]] = contractsOfService(
    contracts,
    service,
  )
  const header = exchange.request.headers['openstack-api-version']
  const asked = header && contract ? askedMicroversion(rest, contract) : undefined
  const isNamed = asked?.version === microversion && !asked.latest && !asked.unreadable
  if (isNamed) return undefined
  return `its microversion is ${microversion}, and its request asks for ${header ?? 'none'}`
}
