import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'

/** Histories that are a little smaller or simpler, those that are much smaller first. */
export function* smallerThan(history: History): Generator<History> {
  const { lanes } = history
  for (const index of lanes.keys()) {
    if (lanes.length > 1) yield { ...history, lanes: lanes.toSpliced(index, 1) }
  }
  if (lanes.length > 1) yield { ...history, lanes: [lanes.flat()] }
  for (const [index, lane] of lanes.entries()) {
    if (lane.length < 4) continue
    const half = Math.ceil(lane.length / 2)
    yield withLane(history, index, lane.slice(half))
    yield withLane(history, index, lane.slice(0, half))
  }
  for (const [index, lane] of lanes.entries()) {
    if (lane.length === 1) continue
    for (const at of lane.keys()) yield withLane(history, index, lane.toSpliced(at, 1))
  }
  for (const [index, lane] of lanes.entries()) {
    if (lane.some(({ pauseMs }) => pauseMs !== undefined)) {
      yield withLane(history, index, lane.map(withoutPause))
    }
  }
}

function withLane(history: History, index: number, lane: readonly Step[]): History {
  return { ...history, lanes: history.lanes.with(index, [...lane]) }
}

function withoutPause(step: Step): Step {
  const { pauseMs: _, ...rest } = step
  return rest as Step
}
