import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { exchangeName } from '../allure/exchange-steps.ts'
import { requestIdOf } from '../failures/request-id.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { grouped } from '../results/grouped.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { VERDICT_SIGNS } from '../text/verdict-signs.ts'
import { type Paint, VERDICT_STYLES } from './paint.ts'

const VIOLATIONS_SHOWN = 3

/**
 * One paragraph for each requirement with cases of the verdict: the microversions, what was
 * expected and what came in the first of them, and the exchange.
 */
export function brokenPromises(
  cases: readonly CaseRecord[],
  verdict: 'failed' | 'error',
  lookup: OperationLookup,
  paint: Paint,
): string[] {
  const broken = cases.filter((each) => each.verdict === verdict)
  const groups = grouped(broken, ({ planned }) => planned.requirement)
  return [...groups.values()].flatMap((own) => paragraph(own[0], own, lookup, paint))
}

function paragraph(
  first: CaseRecord,
  own: readonly CaseRecord[],
  lookup: OperationLookup,
  paint: Paint,
): string[] {
  const { planned, verdict, reason } = first
  const known = requirementOf(lookup, planned.operation, planned.requirement)
  const versions = own.map((each) => each.planned.microversion ?? 'no microversion').join(', ')
  const sign = paint(VERDICT_STYLES[verdict], VERDICT_SIGNS[verdict])
  const promise = known ? `${planned.status} when ${known.when}` : planned.title
  return [
    `${sign} ${paint('bold', planned.requirement)} (${planned.level}, ${planned.persona}) at ${versions}`,
    `    promised  ${shortened(promise, 160)}`,
    ...(reason ? [`    found     ${reason.code}: ${shortened(reason.message, 300)}`] : []),
    ...evidence(first, paint),
  ]
}

function evidence(record: CaseRecord, paint: Paint): string[] {
  const exchanges = [...record.exchanges]
  const telling = exchanges.filter(({ violations }) => violations.length > 0)
  const shown = telling.length > 0 ? telling : exchanges.filter(({ phase }) => phase === 'act')
  const violations = telling.flatMap((each) => each.violations)
  const last = shown.at(-1)
  return [
    ...violations
      .slice(0, VIOLATIONS_SHOWN)
      .map(
        ({ at, expected, got }) =>
          `    at ${shortened(at === '' ? '(body)' : at, 60)}: expected ${shortened(expected, 100)}, got ${shortened(got, 100)}`,
      ),
    ...(violations.length > VIOLATIONS_SHOWN
      ? [`    and ${violations.length - VIOLATIONS_SHOWN} more violations`]
      : []),
    ...(last ? [paint('dim', `    evidence  ${exchangeLine(last)}`)] : []),
    paint('dim', `    case      ${record.planned.id}`),
  ]
}

function exchangeLine({ exchange }: RecordedExchange): string {
  const requestId = requestIdOf(exchange)
  const request = requestId ? `, request id ${shortened(requestId, 60)}` : ''
  return `${exchangeName(exchange)}, exchange ${escapeControls(exchange.id)}${request}`
}
