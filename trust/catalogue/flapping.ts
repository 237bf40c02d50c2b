import { conformingReply, isCalled } from '../answers/conforming-reply.ts'
import { operations } from '../answers/contracts.ts'
import type { Fault } from '../fault.ts'

/**
 * Every second or third call of an operation goes wrong, as behind a load balancer with one
 * broken server.
 */
export function flappingFaults(): Fault[] {
  return operations.flatMap(({ id, method }) =>
    [
      ['every-other-503', 503, 2],
      ['every-third-404', 404, 3],
    ].map(
      ([slug, status, turn]): Fault => ({
        id: `${id}/flaps/${slug}`,
        kind: 'flapping',
        sentence: `${id} answers ${status} to every ${turn === 2 ? 'other' : 'third'} call`,
        violates: [`${id}:*`],
        means: {
          tamper: () => {
            let calls = 0
            return async (passing, { forward, meet }) => {
              if (passing.operation !== id || !isCalled(passing)) return await forward()
              calls += 1
              if (calls % Number(turn) !== 0) return await forward()
              // A change is made all the same.
              const reply = method === 'GET' ? await forward() : undefined
              if (reply !== undefined && reply.status === status) return reply
              meet()
              return conformingReply(passing, Number(status))
            }
          },
        },
      }),
    ),
  )
}
