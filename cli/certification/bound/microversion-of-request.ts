import { askedMicroversion } from '../../../src/judge/asked-microversion.ts'
import type { Contracts } from '../../../src/openapi/contract.ts'
import { contractsOfService } from '../../../src/openapi/contracts-of-service.ts'
import { packagedContracts } from '../../../src/openapi/load-contract.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'

/**
 * The microversion of an exchange is the one that its request names: answers are judged by it. An
 * exchange that has none is judged by its headers alone. Returns what does not follow.
 */
export function microversionDifference(
  exchange: Exchange,
  contracts: Contracts,
): string | undefined {
  const { microversion, service, ...rest } = exchange
  if (microversion === undefined) return undefined
  // How a service is asked for a version does not depend on which of its documents are tested.
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
