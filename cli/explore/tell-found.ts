import { inWords } from '../../explore/history/words.ts'
import type { Reproducer } from '../../explore/shrink/shrink.ts'

/** What was found, in lines: the rule, what was seen, and the calls of the reproducer by lane. */
export function tellFound({ tried, calls, broken, of }: Reproducer): readonly string[] {
  const { history, timeline, verdict } = tried
  if (verdict.code !== 'broken') return []
  const shown = timeline.calls[verdict.call ?? -1]
  const lines = [
    `BROKEN  ${verdict.rule}: ${verdict.message}`,
    `reproducer: ${calls} ${calls === 1 ? 'call' : 'calls'}, breaks the same rule in ${broken} of ${of} repetitions`,
  ]
  for (const lane of history.lanes.keys()) {
    if (history.leads && lane === 0) {
      const isAlone = history.lanes.length === 1
      lines.push(isAlone ? '  each when the one before has come to rest:' : '  first:')
    } else if (history.lanes.length > (history.leads ? 2 : 1)) {
      lines.push(`  lane ${lane + 1}, at the same time as the others:`)
    } else if (history.leads) lines.push('  then:')
    for (const performed of timeline.calls.filter((each) => each.lane === lane)) {
      const { call, sentMs, answeredMs } = performed
      const mark = performed === shown ? '✗' : ' '
      const when = `${Math.round(sentMs)}–${Math.round(answeredMs)} ms`
      lines.push(`  ${mark} ${inWords(call.step, call.attachment)} → ${call.status}  (${when})`)
    }
  }
  return lines
}
