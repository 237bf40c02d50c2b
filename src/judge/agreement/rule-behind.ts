import { operationAt } from '../../openapi/at-version/operation-at.ts'
import type { Contracts } from '../../openapi/contract.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import { askedMicroversion } from '../asked-microversion.ts'
import { contractOf } from '../contract-of.ts'

/**
 * JSON pointer of the response in the contract; empty for an answer that no contract describes.
 */
export function ruleBehind(exchange: Exchange, contracts: Contracts): string {
  const { operation, response } = exchange
  const contract = contractOf(exchange, contracts)
  if (contract === undefined || operation === undefined || response === undefined) return ''
  const { version } = askedMicroversion(exchange, contract)
  const view = operationAt(contract, operation, version)
  return view?.responses.get(response.status)?.pointer ?? view?.pointer ?? ''
}
