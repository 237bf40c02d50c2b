import type { Around, Condition } from './fault.ts'
import type { Moment } from './moment.ts'
import type { Operation } from './operation.ts'
import { Picture, type Seen } from './picture.ts'

/** How long a check is before its change where nothing else is said, in ms. */
const BETWEEN_MS = 30

/**
 * A check that is not atomic: the call looks when it arrives, and makes its change a while later, by
 * what it has seen of these. `conditions`: hold when the change is made.
 */
export function staleCheck(
  operation: Operation,
  seen: readonly Seen[],
  conditions: Condition | readonly Condition[] = [],
  betweenMs = BETWEEN_MS,
): Around {
  const all = [conditions].flat()
  return async (moment, next) => {
    if (moment.operation !== operation) return next()
    const past = new Picture(moment)
    await new Promise<void>((resolve) => moment.cloud.transitions.after(betweenMs, resolve))
    const now = new Picture(moment)
    if (!holds(all, moment, now) || !past.differs(now, seen)) return next()
    moment.cloud.meet()
    past.show(seen)
    const answer = next()
    now.mend(past, seen, answer.status < 300)
    return answer
  }
}

function holds(conditions: readonly Condition[], moment: Moment, now: Picture): boolean {
  const { attachments, status: volumeStatus } = now
  const before = { ...moment.before, attachments, volumeStatus }
  const answer = { status: 0, headers: {}, body: '' }
  return conditions.every((each) => each({ ...moment, before, answer }))
}
