import type { Contract, Contracts, Erratum, Explanation } from '../openapi/contract.ts'
import { compareMicroversions, type Microversion } from '../openapi/microversion.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { askedMicroversion } from './asked-microversion.ts'
import { contractOf } from './contract-of.ts'
import type { Violation } from './violation.ts'

/** The erratum that describes a violation as a known bug of upstream; undefined when there is none. */
export function explainedBy(
  violation: Violation,
  exchange: Exchange,
  contracts: Contracts,
): Erratum | undefined {
  const contract = contractOf(exchange, contracts)
  return contract?.errata.find(
    ({ explains, operations }) =>
      explains?.code === violation.code &&
      explains.status === exchange.response?.status &&
      isThere(violation, explains) &&
      !isLater(exchange, contract, explains.upTo) &&
      operations.some((operation) => operation === exchange.operation),
  )
}

function isThere({ at, got }: Violation, { field, got: known }: Explanation): boolean {
  return (field === undefined || at.endsWith(`/${field}`)) && (known ?? got) === got
}

/** Whether an answer is at a microversion that only releases without the bug have. */
function isLater(exchange: Exchange, contract: Contract, upTo: Microversion | undefined): boolean {
  if (upTo === undefined) return false
  const { version } = askedMicroversion(exchange, contract)
  return version !== undefined && compareMicroversions(version, upTo) > 0
}
