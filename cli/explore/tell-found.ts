import { type History, lengthOf } from '../../explore/history/history.ts'
import { inWords } from '../../explore/history/words.ts'
import type { Reproducer } from '../../explore/shrink/shrink.ts'
import { CUT_WORDS } from '../../reports/exploration/end-lines.ts'

/** What was found, in lines: the rule, what was seen, and the calls of the reproducer by lane. */
export function tellFound(found: Reproducer): readonly string[] {
  const { tried, calls } = found
  const { history, timeline, verdict } = tried
  if (verdict.code !== 'broken') return []
  const shown = timeline.calls[verdict.call ?? -1]
  const lines = [
    `BROKEN  ${verdict.rule}: ${verdict.message}`,
    `reproducer: ${calls} ${calls === 1 ? 'call' : 'calls'}, ${repeated(found)}`,
  ]
  for (const lane of history.lanes.keys()) {
    lines.push(...laneHeading(history, lane))
    for (const performed of timeline.calls.filter((each) => each.lane === lane)) {
      const { call, sentMs, answeredMs } = performed
      const mark = performed === shown ? '✗' : ' '
      const when = `${Math.round(sentMs)}–${Math.round(answeredMs)} ms`
      lines.push(`  ${mark} ${inWords(call.step, call.attachment)} → ${call.status}  (${when})`)
    }
  }
  const unsent = lengthOf(history) - calls
  if (unsent > 0)
    lines.push(`  ${unsent} more not sent, as no attachment was known to send it about`)
  return lines
}

/** When the calls of a lane are sent, in lines before them. */
function laneHeading({ lanes, leads }: History, lane: number): readonly string[] {
  const first = leads ? 1 : 0
  if (lane < first) {
    return [
      lanes.length === 1 ? '  one after the other, with a pause after each change:' : '  first:',
    ]
  }
  const areSeveral = lanes.length > first + 1
  const name = areSeveral ? [`  lane ${lane + 1}:`] : []
  if (lane > first) return name
  const when = [leads ? 'then' : '', areSeveral ? 'at the same time' : ''].filter(Boolean)
  return [...(when.length > 0 ? [`  ${when.join(', ')}:`] : []), ...name]
}

/** How often it was repeated, and why not more. */
function repeated({ broken, of, cutShort }: Reproducer): string {
  const times =
    broken === 0 && of > 0
      ? `seen once, and not again in ${of} repetitions: it may be a rare race`
      : `breaks the same rule in ${broken} of ${of} repetitions`
  if (cutShort === undefined) return times
  const why = `as the exploration ${CUT_WORDS[cutShort.code]}`
  return of === 0
    ? `neither repeated nor made smaller further, ${why}`
    : `${times}; not made smaller further, ${why}`
}
