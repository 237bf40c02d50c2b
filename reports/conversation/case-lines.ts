import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { promiseText } from '../findings/finding-parts.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { type Paint, VERDICT_STYLES } from '../terminal/paint.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'
import { exchangeLines } from './exchange-lines.ts'
import { looksOf } from './looks.ts'

const PHASES: Readonly<Record<RecordedExchange['phase'], string>> = {
  discover: 'Discovered',
  arrange: 'Arranged',
  act: 'Tested',
  'clean-up': 'Put back',
}

/**
 * A case as a conversation with the cloud: its promise, its verdict, and all requests and answers.
 */
export function caseLines(
  record: CaseRecord,
  lookup: OperationLookup,
  paint: Paint,
): readonly string[] {
  const { planned, verdict, reason, waits } = record
  const requirement = requirementOf(lookup, planned.operation, planned.requirement)
  const operation = lookup(planned.operation)
  const waited = [...waits]
  return [
    `${paint(VERDICT_STYLES[verdict], `${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}`)}  ${paint('bold', planned.id)} (${planned.level}, ${planned.persona})`,
    `  promise   ${escapeControls(promiseText(planned, requirement))}`,
    ...(operation === undefined ? [] : [`  document  ${operation.section}: ${operation.link}`]),
    ...(reason === undefined
      ? []
      : [`  reason    ${escapeControls(`${reason.code}: ${reason.message}`)}`]),
    ...conversation([...record.exchanges], paint),
    ...(waited.length === 0
      ? []
      : [
          '',
          paint('bold', 'Waited'),
          ...waited.map(
            (one) =>
              `${(one.ms / 1000).toFixed(1)} s for ${escapeControls(one.for)} (${one.polls} polls)`,
          ),
        ]),
  ]
}

function conversation(exchanges: readonly RecordedExchange[], paint: Paint): string[] {
  let phase: RecordedExchange['phase'] | undefined
  return looksOf(exchanges).flatMap(({ first, again }) => {
    const title = first.phase === phase ? [] : ['', paint('bold', PHASES[first.phase])]
    phase = first.phase
    const last = again.at(-1)
    const times = again.length === 1 ? 'once' : `${again.length} times`
    return [
      ...title,
      ...exchangeLines(first, paint),
      ...(last === undefined
        ? []
        : [
            paint(
              'dim',
              `  asked ${times} more, with the same answer: up to exchange ${last.exchange.id}`,
            ),
          ]),
    ]
  })
}
