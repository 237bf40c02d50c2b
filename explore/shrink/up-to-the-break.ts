import type { History } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'
import { withLanes } from './smaller.ts'

/**
 * The calls of a history that were sent before the answer that breaks a rule. All of it where no single
 * answer does, or where nothing was performed.
 */
export function upToTheBreak({ history, timeline, verdict }: TriedHistory): History {
  if (verdict.code !== 'broken' || verdict.call === undefined) return history
  const end = timeline.calls[verdict.call]?.answeredMs ?? Number.POSITIVE_INFINITY
  const lanes = history.lanes.map((_, lane) =>
    timeline.calls
      .filter((performed) => performed.lane === lane && performed.sentMs <= end)
      .map(({ call }) => call.step),
  )
  const called = lanes.filter((steps) => steps.length > 0)
  return called.length === 0 ? history : withLanes(history, called, called[0] === lanes[0])
}
