import type { Observation } from '../perform/observe.ts'
import type { Timeline } from '../perform/timeline.ts'

/**
 * Whether an attach was accepted (202, from 2.101 on) that is not seen. It may have failed, which no
 * answer tells, or it has not begun. That of a server that is gone should not begin any more, and may all the same:
 * erratum compute.attach:server-deleted-meanwhile.
 */
export function mayStillShow({ calls }: Timeline, seen: Observation): boolean {
  return calls.some(({ call: { step, status } }) => {
    if (step.op !== 'compute.attach' || status !== 202) return false
    const listed = seen.calls.find(
      (look) => look.step.op === 'compute.list' && look.step.server === step.server,
    )
    const volumes = listed?.shown.volumes ?? []
    return !volumes.some(({ volume }) => volume === step.volume)
  })
}
