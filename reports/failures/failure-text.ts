import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { toCurl } from '../../src/openstack/curl.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { exchangeName } from '../allure/exchange-steps.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'

const VIOLATIONS_SHOWN = 10

/**
 * The exchange that explains most about a case that was not passed; undefined where there is none.
 */
export function tellingExchange(
  exchanges: Iterable<RecordedExchange>,
): RecordedExchange | undefined {
  const all = [...exchanges]
  const broken = all.findLast(({ violations }) => violations.length > 0)
  return broken ?? all.findLast(({ phase }) => phase === 'act')
}

/**
 * The expected and the actual result of a case, with the deciding exchange and how to repeat it, as
 * lines.
 */
export function failureText(record: CaseRecord): string {
  const { planned } = record
  const exchanges = [...record.exchanges]
  const violations = exchanges.flatMap((each) => each.violations)
  const telling = tellingExchange(exchanges)
  const more = violations.length - VIOLATIONS_SHOWN
  return [
    `promise: ${planned.requirement} (${planned.level}), answered ${planned.status}, as ${planned.persona}`,
    ...violations
      .slice(0, VIOLATIONS_SHOWN)
      .map(
        ({ at, expected, got }) =>
          `at ${shortened(at === '' ? '(body)' : at, 120)}: expected ${shortened(expected, 200)}, got ${shortened(got, 200)}`,
      ),
    ...(more > 0 ? [`and ${more} more violations`] : []),
    ...(telling === undefined ? [] : evidence(telling)),
  ].join('\n')
}

function evidence({ exchange }: RecordedExchange): string[] {
  const requestId = exchange.response?.headers['x-openstack-request-id']
  return [
    `exchange: ${exchangeName(exchange)}`,
    ...(requestId === undefined ? [] : [`request id: ${shortened(requestId, 80)}`]),
    `repeat: ${curlLines(exchange).join('\n')}`,
  ]
}

/** The command that repeats an exchange, in lines for a shell. */
export function curlLines(exchange: Exchange): string[] {
  return toCurl(exchange).split('\n').map(escapeControls)
}
