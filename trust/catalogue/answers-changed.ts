import { isDeepStrictEqual } from 'node:util'
import type { OperationId } from '../../src/openapi/contract.ts'
import type { MicroversionRange } from '../../src/openapi/microversion.ts'
import { isMeantAt } from '../answers/spoken-microversions.ts'
import type { Tamper } from '../fault.ts'
import { jsonOf, type Passing, type Reply } from '../proxy/message.ts'

/** The answers to change. */
export interface Answers {
  readonly operation: OperationId
  readonly status: number
  readonly at?: MicroversionRange
}

function areMeant({ operation, status, at = {} }: Answers, to: Passing, reply: Reply) {
  return to.operation === operation && reply.status === status && isMeantAt(to.version, at)
}

/** Changes these answers; one that `change` returns unchanged does not count as a fault. */
export function changing(
  answers: Answers,
  change: (reply: Reply, passing: Passing) => Reply,
): Tamper {
  return async (passing, { forward, meet }) => {
    const reply = await forward()
    if (!areMeant(answers, passing, reply)) return reply
    const changed = change(reply, passing)
    if (changed !== reply) meet()
    return changed
  }
}

/** Changes what the JSON of the answers says. */
export function changingBody(
  answers: Answers,
  change: (body: unknown, passing: Passing) => unknown,
): Tamper {
  return changing(answers, (reply, passing) => {
    const before = jsonOf(reply)
    const after = change(before, passing)
    return after === before || isDeepStrictEqual(after, before)
      ? reply
      : { ...reply, body: JSON.stringify(after) }
  })
}
