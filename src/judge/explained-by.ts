import type { Contracts, Erratum } from '../openapi/contract.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { contractOf } from './contract-of.ts'
import type { Violation } from './violation.ts'

/** The erratum that describes a violation as a known bug of upstream; undefined when there is none. */
export function explainedBy(
  violation: Violation,
  exchange: Exchange,
  contracts: Contracts,
): Erratum | undefined {
  return contractOf(exchange, contracts)?.errata.find(
    ({ explains, operations }) =>
      explains?.code === violation.code &&
      explains.status === exchange.response?.status &&
      operations.some((operation) => operation === exchange.operation),
  )
}
