import type { PerformedCase } from '../../src/journal/record/run-record.ts'
import { escapeControls } from '../text/escape-controls.ts'

/** How the line of a recommendation that was not followed begins. */
export const RECOMMENDATION = 'SHOULD: '

/**
 * `code: message`, or undefined for a passed case. The line of a recommendation has a mark at its
 * beginning, because reports sort failures by the beginning of this line.
 */
export function reasonLine({
  planned,
  verdict,
  reason,
}: Pick<PerformedCase, 'planned' | 'verdict' | 'reason'>): string | undefined {
  const mark = planned.level === 'SHOULD' && verdict === 'failed' ? RECOMMENDATION : ''
  return reason && `${mark}${reason.code}: ${escapeControls(reason.message)}`
}
