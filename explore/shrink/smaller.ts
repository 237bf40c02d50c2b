import type { History } from '../history/history.ts'
import { type Step, volumesOf } from '../history/step.ts'

/**
 * Proposes smaller or simpler histories. It is told of each whether it shows the problem as well, and
 * goes on from there; in the end nothing can be left out.
 */
export function* smallerThan(history: History): Generator<History, void, boolean> {
  let best = history
  for (let before: History | undefined; before !== best; ) {
    before = best
    for (const part of [fewerResources, fewerLanes, halves, fewerSteps, withoutPauses, atOnce]) {
      best = yield* part(best)
    }
  }
}

type Part = Generator<History, History, boolean>

/** Without the last server or volume, where no step is about it. */
function* fewerResources(history: History): Part {
  let best = history
  for (let count = best.volumes.length - 1; count > 0; count -= 1) {
    const isUsed = best.lanes.flat().some((step) => volumesOf(step).some((used) => used >= count))
    const smaller = { ...best, volumes: best.volumes.slice(0, count) }
    if (isUsed || !(yield smaller)) break
    best = smaller
  }
  for (let servers = best.servers - 1; servers >= 0; servers -= 1) {
    const isUsed = best.lanes.flat().some((step) => 'server' in step && step.server >= servers)
    const smaller = { ...best, servers }
    if (isUsed || !(yield smaller)) break
    best = smaller
  }
  return best
}

function* fewerLanes(history: History): Part {
  let best = history
  for (let index = best.lanes.length - 1; index >= 0 && best.lanes.length > 1; index -= 1) {
    const smaller = withLanes(best, best.lanes.toSpliced(index, 1), index > 0)
    if (yield smaller) best = smaller
  }
  if (best.lanes.length === 1) return best
  // One call after the other; and then each when the one before has come to rest.
  const one = { ...best, lanes: [best.lanes.flat()] }
  for (const joined of [withLanes(one, one.lanes, false), { ...one, leads: true as const }]) {
    if (yield joined) return joined
  }
  return best
}

function* halves(history: History): Part {
  let best = history
  for (const index of best.lanes.keys()) {
    const lane = best.lanes[index] ?? []
    if (lane.length < 4) continue
    const middle = Math.ceil(lane.length / 2)
    for (const half of [lane.slice(0, middle), lane.slice(middle)]) {
      const smaller = withLane(best, index, half)
      if (!(yield smaller)) continue
      best = smaller
      break
    }
  }
  return best
}

function* fewerSteps(history: History): Part {
  let best = history
  for (let index = best.lanes.length - 1; index >= 0; index -= 1) {
    for (let at = (best.lanes[index]?.length ?? 0) - 1; at >= 0; at -= 1) {
      const lane = best.lanes[index] ?? []
      if (lane.length === 1) break
      const smaller = withLane(best, index, lane.toSpliced(at, 1))
      if (yield smaller) best = smaller
    }
  }
  return best
}

function* withoutPauses(history: History): Part {
  let best = history
  for (const [index, lane] of history.lanes.entries()) {
    if (lane.every(({ pauseMs }) => pauseMs === undefined)) continue
    const simpler = withLane(best, index, lane.map(withoutPause))
    if (yield simpler) best = simpler
  }
  return best
}

/** A single lane that does not wait after its calls. */
function* atOnce(history: History): Part {
  if (history.lanes.length > 1 || history.leads === undefined) return history
  const simpler = withLanes(history, history.lanes, false)
  return (yield simpler) ? simpler : history
}

/** With other lanes, of which the first one leads only if it did so before and still does. */
export function withLanes(
  { leads, ...history }: History,
  lanes: History['lanes'],
  stillLeads: boolean,
): History {
  return { ...history, lanes, ...(leads && stillLeads && { leads }) }
}

function withLane(history: History, index: number, lane: readonly Step[]): History {
  return { ...history, lanes: history.lanes.with(index, [...lane]) }
}

function withoutPause(step: Step): Step {
  const { pauseMs: _, ...rest } = step
  return rest as Step
}
