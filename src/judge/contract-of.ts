import type { Contract, Service } from '../openapi/contract.ts'
import type { Exchange } from '../openstack/exchange.ts'

/** The contract of the operation that an exchange calls; undefined when it calls none. */
export function contractOf(
  { operation }: Exchange,
  contracts: ReadonlyMap<Service, Contract>,
): Contract | undefined {
  return [...contracts.values()].find(({ service }) => operation?.startsWith(`${service}.`))
}
