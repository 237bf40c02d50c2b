import type { Operation, OperationId } from '../../src/openapi/contract.ts'
import { conformingReply, isCalled } from '../answers/conforming-reply.ts'
import { operations, viewAt } from '../answers/contracts.ts'
import type { Fault, Tamper } from '../fault.ts'
import { isPermitted } from './permitted.ts'
import { onlyOlderReleases } from './releases.ts'

/** Statuses that may be confused with a success. */
const NEIGHBOURS: Readonly<Record<number, readonly number[]>> = {
  200: [201, 202, 204],
  202: [200, 204],
  204: [200, 202],
}

/** Statuses of refusals that programmers confuse. */
const CONFUSED: Readonly<Record<number, readonly number[]>> = {
  400: [404, 409],
  401: [403, 404],
  403: [401, 404],
  404: [400, 403],
  406: [400, 404],
  409: [400, 403],
  415: [400, 406],
}

/** Each documented status of each operation is replaced by another one. */
export function statusFaults(): Fault[] {
  return operations.flatMap((operation) =>
    statusesOf(operation).flatMap((status) =>
      status < 400 ? successFaults(operation, status) : errorFaults(operation, status),
    ),
  )
}

/** The statuses that requirements promise. */
function statusesOf({ requirements }: Operation): readonly number[] {
  return [...new Set(requirements.map(({ status }) => status))].sort((a, b) => a - b)
}

function successFaults({ id }: Operation, status: number): Fault[] {
  return (NEIGHBOURS[status] ?? []).map((other) => ({
    id: `${id}/${status}/answers-${other}`,
    kind: 'success-status',
    sentence: `${id} does what it should and answers ${other} in place of ${status}`,
    violates: [`${id}:${status}:*`],
    means: { tamper: () => answering(id, status, other, 'as it is') },
  }))
}

function errorFaults(operation: Operation, status: number): Fault[] {
  const { id, requirements } = operation
  const [other = 404] = CONFUSED[status] ?? []
  const success = requirements.find((one) => one.status < 300)?.status ?? 200
  const promised = requirements.filter((one) => one.status === status)
  const fault = (slug: string, sentence: string, instead: number): readonly Fault[] => {
    const broken = promised.filter((one) => !isPermitted(one, instead))
    if (broken.length === 0) return []
    const all = broken.length === promised.length
    const only = broken.map((one) => one.id)
    return [
      {
        id: `${id}/${status}/${slug}`,
        kind: 'error-status',
        sentence: `${id} ${sentence}`,
        violates: all ? [`${id}:${status}:*`] : only,
        ...onlyOlderReleases(only),
        means: { tamper: () => answering(id, status, instead, 'anew') },
      },
    ]
  }
  return [
    ...fault(
      `answers-${other}`,
      `refuses with ${other} what it should refuse with ${status}`,
      other,
    ),
    ...fault('answers-500', `falls over with 500 where it should refuse with ${status}`, 500),
    ...fault(
      'succeeds-silently',
      `answers a success, and does nothing, where it should refuse with ${status}`,
      success,
    ),
  ]
}

/** Replaces one status by another, with the body unchanged or with one that fits the new status. */
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
