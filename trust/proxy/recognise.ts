import { askedMicroversion } from '../../src/judge/asked-microversion.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { contractOfOperation } from '../../src/openapi/contracts-of-service.ts'
import { matchOperation } from '../../src/openapi/match-operation.ts'
import type { Callers } from './callers.ts'
import { headerOf, type Passing, type Request } from './message.ts'

/** Finds the operation of a request, its microversion, and its sender. */
export function recognise(
  request: Request,
  contracts: Contracts,
  callers: Callers,
): Omit<Passing, 'origin'> {
  const match = matchOperation(contracts, request.method, request.target)
  const caller = callers.of(request)
  const contract = match && contractOfOperation(contracts, match.operation.id)
  const known = { ...request, ...(caller && { caller }) }
  if (match === undefined || contract === undefined) return { ...known, parameters: {} }
  const headers = Object.fromEntries(
    Object.keys(request.headers).map((name) => [name, headerOf(request.headers, name) ?? '']),
  )
  // `latest` is answered at the newest version in the contract.
  const { version } = askedMicroversion({ request: { headers } }, contract)
  return {
    ...known,
    operation: match.operation.id,
    parameters: match.parameters,
    ...(version !== undefined && { version }),
  }
}
