import { tellingExchange } from '../../reports/failures/failure-text.ts'
import { grouped } from '../../reports/results/grouped.ts'
import { worstVerdict } from '../../reports/results/requirement-verdict.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import type {
  CaseRecord,
  RecordedExchange,
  RunRecord,
} from '../../src/journal/record/run-record.ts'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Body, Headers } from '../../src/openstack/exchange.ts'
import type { Evidence, ShownExchange } from './evidence.ts'

/** The longest body that is shown; the answers about an attachment have some hundred characters. */
const LONGEST_BODY = 2500
const MOST_CALLS = 16
const MOST_VIOLATIONS = 8

/** Headers that say nothing about a promise: of the connection, or the same in each exchange. */
const PLAIN = new Set([
  'accept',
  'user-agent',
  'connection',
  'keep-alive',
  'date',
  'content-length',
])

/**
 * The exchanges that show each promise of a run: of the first and the last case among those with the
 * worst verdict where it was broken, else of the last. By operation and status.
 */
export function evidenceOf(
  { cases, run, startedAt }: Pick<RunRecord, 'cases' | 'run' | 'startedAt'>,
  target: string,
): readonly Evidence[] {
  const asked = cases.filter(({ exchanges }) => exchanges.length > 0)
  return [...grouped(asked, ({ planned }) => `${planned.operation}:${planned.status}`)].map(
    ([, own]) => ({
      ...{ run, target, startedAt },
      operation: own[0].planned.operation,
      status: own[0].planned.status,
      shown: [...grouped(own, ({ planned }) => planned.requirement).values()].flatMap((of) =>
        telling(of).flatMap((one) => shownOf(one) ?? []),
      ),
    }),
  )
}

function telling(cases: readonly CaseRecord[]): readonly CaseRecord[] {
  const worst = worstVerdict(cases.map(({ verdict }) => verdict))
  const own = cases.filter(({ verdict }) => verdict === worst)
  const last = own.slice(-1)
  return worst === 'passed' || worst === 'not-applicable'
    ? last
    : [...new Set([...own.slice(0, 1), ...last])]
}

function shownOf({ planned, verdict, reason, exchanges }: CaseRecord): ShownExchange | undefined {
  const all = [...exchanges]
  const decisive = deciding(all, planned.operation) ?? tellingExchange(all)
  if (decisive === undefined) return undefined
  return {
    ...shownExchange(decisive),
    promise: planned.requirement,
    verdict,
    reason: reason === undefined ? null : `${reason.code}: ${reason.message}`,
    case: planned.id,
    calls: verdict === 'passed' || verdict === 'not-applicable' ? [] : callsOf(all),
  }
}

/** An exchange as it is shown, of no case. */
export function shownExchange({
  exchange,
  violations,
}: Pick<RecordedExchange, 'exchange' | 'violations'>): ShownExchange {
  const { request, response } = exchange
  return {
    ...{ promise: null, verdict: null, reason: null, case: null, calls: [] },
    persona: exchange.persona,
    exchange: exchange.id,
    at: exchange.at,
    durationMs: exchange.durationMs,
    method: request.method,
    url: request.url,
    request: { headers: telltale(request.headers), ...cutBody(request.body) },
    status: response?.status ?? null,
    failure: exchange.failure ?? null,
    response:
      response === undefined
        ? null
        : { headers: telltale(response.headers), ...cutBody(response.body) },
    violations: violations
      .slice(0, MOST_VIOLATIONS)
      .map(({ at, expected, got }) => ({ at, expected, got })),
  }
}

/** The last call under test of the operation, unless another answer is the one that is wrong. */
function deciding(
  all: readonly RecordedExchange[],
  operation: string,
): RecordedExchange | undefined {
  if (all.some(({ violations }) => violations.length > 0)) return undefined
  return all.findLast(({ phase, exchange }) => phase === 'act' && exchange.operation === operation)
}

function telltale(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PLAIN.has(name)))
}

function cutBody(body: Body): { body: string | null; cut: number } {
  const text = bodyText(body)
  if (text === undefined) return { body: null, cut: 0 }
  return { body: text.slice(0, LONGEST_BODY), cut: Math.max(0, text.length - LONGEST_BODY) }
}

function callsOf(all: readonly RecordedExchange[]): string[] {
  const lines = all.map(({ phase, exchange }) => {
    const { request, response, persona } = exchange
    const path = URL.canParse(request.url) ? new URL(request.url).pathname : request.url
    const answer = response?.status ?? 'no answer'
    return escapeControls(`${phase}: ${request.method} ${path} as ${persona} → ${answer}`)
  })
  const left = lines.length - MOST_CALLS
  return left > 0 ? [...lines.slice(0, MOST_CALLS), `and ${left} more`] : lines
}
