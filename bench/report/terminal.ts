import type { MeasurementResult } from '../results.ts'
import { shown, shownSpread } from './shown.ts'

/** A table of a measurement, with a line for each condition. */
export function terminalTable({ title, conditions, against }: MeasurementResult): string {
  const width = Math.max(...conditions.map(({ id }) => id.length))
  const lines = conditions.map((condition) => {
    const { id, unit, spread, goal, met } = condition
    const bound =
      goal && ('atMost' in goal ? `≤ ${shown(goal.atMost)}` : `≥ ${shown(goal.atLeast)}`)
    const outcome = bound === undefined ? '' : `  ${met ? 'meets' : 'MISSES'} ${bound}`
    const other = condition.against
    const compared = other
      ? `  ${shownSpread(other.ratio)} × ${against}${other.worse ? ', worse in every pair' : ''}`
      : ''
    return `  ${id.padEnd(width)}  ${shownSpread(spread)} ${unit}${outcome}${compared}`
  })
  return `${title}\n${lines.join('\n')}\n`
}
