import type { Contract, Service } from '../openapi/contract.ts'
import { disturbanceOf } from '../openstack/disturbance.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { judge } from './judge-response.ts'
import type { Violation } from './violation.ts'

/**
 * What in an exchange breaks the contracts. Nothing can in a call that is none of theirs, nor in
 * what came from a gateway: that is no answer of the operation.
 */
export function judgeExchange(
  exchange: Exchange,
  contracts: ReadonlyMap<Service, Contract>,
): readonly Violation[] {
  const isOfTheService = exchange.operation !== undefined && !disturbanceOf(exchange)
  return isOfTheService ? judge(exchange, contracts) : []
}
