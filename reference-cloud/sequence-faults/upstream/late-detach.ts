import { leaveLink } from '../acts/links.ts'
import type { Around } from '../fault.ts'
import type { Moment } from '../moment.ts'

/** How long a detach is not over after its volume is free, in ms. */
const LATE_MS = 60

/**
 * A detach frees the volume before it has ended. When the volume is deleted in between, the detach
 * fails in the inside, and Compute keeps what it knew.
 */
export const lateDetach: Around = (moment, next) => {
  const { operation, volume, server, cloud, memory } = moment
  const answer = next()
  if (operation === 'compute.detach' && answer.status === 202 && volume && server) {
    memory.detaching.set(volume.id, server)
    cloud.transitions.after(LATE_MS, () => memory.detaching.delete(volume.id))
  }
  if (operation === 'volume.delete' && answer.status === 202) failDetach(moment)
  return answer
}

function failDetach(moment: Moment): void {
  const { volume, cloud, memory } = moment
  const server = memory.detaching.get(volume?.id ?? '')
  if (server === undefined) return
  cloud.meet()
  leaveLink({ ...moment, server, answer: { status: 202, headers: {}, body: '' } })
}
