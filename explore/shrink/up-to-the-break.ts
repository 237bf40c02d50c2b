import type { History } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'

/**
 * The calls of a history that were sent before the answer that breaks a rule. All of it where no single
 * answer does, or where nothing was performed.
 */
export function upToTheBreak({ history, timeline, verdict }: TriedHistory): History {
  if (verdict.code !== 'broken' || verdict.call === undefined) return history
  const end = timeline.calls[verdict.call]?.answeredMs ?? Number.POSITIVE_INFINITY
  const lanes = history.lanes
    .map((_, lane) =>
      timeline.calls
        .filter((performed) => performed.lane === lane && performed.sentMs <= end)
        .map(({ call }) => call.step),
    )
    .filter((steps) => steps.length > 0)
  return lanes.length === 0 ? history : { ...history, lanes }
}
