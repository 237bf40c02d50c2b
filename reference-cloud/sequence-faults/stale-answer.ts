import type { Around } from './fault.ts'
import type { Moment } from './moment.ts'
import type { Operation } from './operation.ts'

/**
 * Each n-th look at one thing answers as the first did, where both succeed: somebody keeps answers and
 * forgets that they get old. The ids in headers are those of the new answer.
 */
export function staleAnswer(operation: Operation, n: number): Around {
  return (moment, next) => {
    const answer = next()
    if (moment.operation !== operation || answer.status !== 200) return answer
    const key = keyOf(moment)
    const first = moment.memory.answers.get(key)
    if (first === undefined) {
      moment.memory.answers.set(key, answer.body)
      return answer
    }
    if (moment.memory.count(key) % n !== 0 || first === answer.body) return answer
    moment.cloud.meet()
    return { ...answer, body: first }
  }
}

/** The form of an answer depends on the microversion. */
const keyOf = ({ operation, serverId, volumeId, attachmentId, minor }: Moment): string =>
  [operation, serverId, volumeId, attachmentId, minor].join()
