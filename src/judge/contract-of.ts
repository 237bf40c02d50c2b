import type { Contract, Contracts } from '../openapi/contract.ts'
import { contractOfOperation } from '../openapi/contracts-of-service.ts'
import type { Exchange } from '../openstack/exchange.ts'

/** The contract of the operation that an exchange calls; undefined when it calls none. */
export function contractOf({ operation }: Exchange, contracts: Contracts): Contract | undefined {
  return operation === undefined ? undefined : contractOfOperation(contracts, operation)
}
