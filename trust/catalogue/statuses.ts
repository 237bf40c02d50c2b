import type { Operation, OperationId } from '../../src/openapi/contract.ts'
import { conformingReply, isCalled } from '../answers/conforming-reply.ts'
import { operations, viewAt } from '../answers/contracts.ts'
import type { Fault, Tamper } from '../fault.ts'

/** What a success may be mistaken for. */
const NEIGHBOURS: Readonly<Record<number, readonly number[]>> = {
  200: [201, 202, 204],
  202: [200, 204],
  204: [200, 202],
}

/** Refusals that programmers mistake for each other. */
const CONFUSED: Readonly<Record<number, readonly number[]>> = {
  400: [404, 409],
  401: [403, 404],
  403: [401, 404],
  404: [400, 403],
  406: [400, 404],
  409: [400, 403],
  415: [400, 406],
}

/** Each documented status of each operation, answered as another one. */
export function statusFaults(): Fault[] {
  return operations.flatMap((operation) =>
    statusesOf(operation).flatMap((status) =>
      status < 400 ? successFaults(operation, status) : errorFaults(operation, status),
    ),
  )
}

/** The statuses that some requirement promises. */
function statusesOf({ requirements }: Operation): readonly number[] {
  return [...new Set(requirements.map(({ status }) => status))].sort((a, b) => a - b)
}

function successFaults({ id }: Operation, status: number): Fault[] {
  return (NEIGHBOURS[status] ?? []).map((other, index) => ({
    id: `${id}/${status}/answers-${other}`,
    kind: 'success-status',
    sentence: `${id} does what it should and answers ${other} in place of ${status}`,
    violates: [`${id}:${status}:*`],
    ...(index === 0 && { sweep: true }),
    means: { tamper: () => answering(id, status, other, 'as it is') },
  }))
}

function errorFaults({ id, requirements }: Operation, status: number): Fault[] {
  const violates = [`${id}:${status}:*`]
  const [other = 404] = CONFUSED[status] ?? []
  const success = requirements.find((one) => one.status < 300)?.status ?? 200
  return [
    {
      id: `${id}/${status}/answers-${other}`,
      kind: 'error-status',
      sentence: `${id} refuses with ${other} what it should refuse with ${status}`,
      violates,
      sweep: true,
      means: { tamper: () => answering(id, status, other, 'anew') },
    },
    {
      id: `${id}/${status}/answers-500`,
      kind: 'error-status',
      sentence: `${id} falls over with 500 where it should refuse with ${status}`,
      violates,
      means: { tamper: () => answering(id, status, 500, 'anew') },
    },
    {
      id: `${id}/${status}/succeeds-silently`,
      kind: 'error-status',
      sentence: `${id} answers a success, and does nothing, where it should refuse with ${status}`,
      violates,
      sweep: true,
      means: { tamper: () => answering(id, status, success, 'anew') },
    },
  ]
}

/** Replaces one status by another: with the body that was there, or with one that goes with it. */
function answering(
  operation: OperationId,
  status: number,
  other: number,
  body: 'as it is' | 'anew',
): Tamper {
  return async (passing, { forward, meet }) => {
    const reply = await forward()
    if (passing.operation !== operation || reply.status !== status) return reply
    meet()
    if (body === 'as it is' || !isCalled(passing)) {
      return { ...reply, status: other, body: other === 204 ? '' : reply.body }
    }
    const there = viewAt(operation, passing.version)?.responses
    const success = [...(there?.keys() ?? [])].find((one) => one < 300)
    return conformingReply(passing, other < 300 ? (success ?? other) : other, reply)
  }
}
