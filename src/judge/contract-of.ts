import { type Contract, type Service, serviceOf } from '../openapi/contract.ts'
import type { Exchange } from '../openstack/exchange.ts'

/** The contract of the operation that an exchange calls; undefined when it calls none. */
export function contractOf(
  { operation }: Exchange,
  contracts: ReadonlyMap<Service, Contract>,
): Contract | undefined {
  if (operation === undefined) return undefined
  const contract = contracts.get(serviceOf(operation))
  return contract !== undefined && operation.startsWith(`${contract.service}.`)
    ? contract
    : undefined
}
