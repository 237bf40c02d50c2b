import type { PerformedCase } from '../../src/journal/record/run-record.ts'
import { escapeControls } from '../text/escape-controls.ts'

/** What the line of a recommendation that was not followed begins with. */
export const RECOMMENDATION = 'SHOULD: '

/**
 * `code: message`, or undefined for a case that was passed. A recommendation that was not
 * followed says so first, as reports sort what went wrong by the beginning of this line.
 */
export function reasonLine({
  planned,
  verdict,
  reason,
}: Pick<PerformedCase, 'planned' | 'verdict' | 'reason'>): string | undefined {
  const mark = planned.level === 'SHOULD' && verdict === 'failed' ? RECOMMENDATION : ''
  return reason && `${mark}${reason.code}: ${escapeControls(reason.message)}`
}
