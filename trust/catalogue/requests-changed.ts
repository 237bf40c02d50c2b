import type { OperationId } from '../../src/openapi/contract.ts'
import type { MicroversionRange } from '../../src/openapi/microversion.ts'
import { type Called, conformingReply, isCalled } from '../answers/conforming-reply.ts'
import { successOf, viewAt } from '../answers/contracts.ts'
import { isMeantAt } from '../answers/spoken-microversions.ts'
import type { Tamper } from '../fault.ts'
import type { Reply, Request } from '../proxy/message.ts'

/** The requests to change. */
export interface Requests {
  readonly operation: OperationId
  readonly at?: MicroversionRange
}

/** The successful answer to a call that the cloud does not execute. */
export function emptySuccess(passing: Called): Reply {
  const { operation, version } = passing
  const statuses = [...(viewAt(operation, version)?.responses.keys() ?? [])]
  const status = statuses.find((one) => one < 300) ?? successOf(operation)
  return conformingReply(passing, status)
}

/**
 * Sends the cloud another request where `change` returns one; where it returns `success`,
 * nothing is done and a success is answered.
 */
export function asking(
  { operation, at = {} }: Requests,
  change: (passing: Called) => Partial<Request> | 'success' | undefined,
): Tamper {
  return async (passing, { forward, meet }) => {
    if (passing.operation !== operation || !isCalled(passing)) return await forward()
    if (!isMeantAt(passing.version, at)) return await forward()
    const instead = change(passing)
    if (instead === undefined) return await forward()
    meet()
    return instead === 'success' ? emptySuccess(passing) : await forward(instead)
  }
}

/** The path and query with other parameters; undefined where they are the same. */
export function withQuery(
  target: string,
  change: (query: URLSearchParams) => void,
): Partial<Request> | undefined {
  const [path = '', ...rest] = target.split('?')
  const query = new URLSearchParams(rest.join('?'))
  const before = query.toString()
  change(query)
  const after = query.toString()
  if (after === before) return undefined
  return { target: after === '' ? path : `${path}?${after}` }
}
