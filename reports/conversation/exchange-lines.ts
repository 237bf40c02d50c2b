import type { RecordedExchange } from '../../src/journal/record/run-record.ts'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Body } from '../../src/openstack/exchange.ts'
import { curlLines } from '../failures/failure-text.ts'
import { requestIdOf } from '../failures/request-id.ts'
import { type Paint, VERDICT_STYLES } from '../terminal/paint.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'

const BODY = 700

/** An exchange of a conversation in a few lines: request, answer and violations. */
export function exchangeLines(
  { exchange, violations }: RecordedExchange,
  paint: Paint,
): readonly string[] {
  const { request, response, persona, microversion, failure, durationMs, id } = exchange
  const version = microversion === undefined ? '' : ` at ${microversion}`
  const requestId = requestIdOf(exchange)
  const told = [
    `${Math.round(durationMs)} ms`,
    `exchange ${id}`,
    ...(requestId === undefined ? [] : [requestId]),
  ].join(', ')
  return [
    `→ ${escapeControls(`${request.method} ${pathOf(request.url)}${version} as ${persona}`)}`,
    ...bodyOf(request.body),
    `← ${response === undefined ? shortened(failure ?? 'no answer', 200) : response.status}  ${paint('dim', escapeControls(told))}`,
    ...(response === undefined ? [] : bodyOf(response.body)),
    ...violations.map(({ code, at, expected, got }) =>
      paint(
        VERDICT_STYLES.failed,
        `  ✗ ${code} at ${shortened(at === '' ? '(the whole body)' : at, 120)}: expected ${shortened(expected, 160)}, got ${shortened(got, 160)}`,
      ),
    ),
  ]
}

/**
 * All facts of an exchange: headers and bodies in full, and the command that sends the request
 * again.
 */
export function wholeExchange(recorded: RecordedExchange, paint: Paint): readonly string[] {
  const { exchange, violations } = recorded
  const { request, response } = exchange
  const [sent = '', ...rest] = exchangeLines(
    { ...recorded, exchange: { ...exchange, request: { ...request, body: EMPTY } } },
    paint,
  )
  const answered = rest.find((line) => line.startsWith('← ')) ?? ''
  return [
    sent,
    ...headersOf(request.headers),
    ...inFull(request.body),
    '',
    answered,
    ...(response === undefined ? [] : [...headersOf(response.headers), ...inFull(response.body)]),
    ...rest.slice(rest.length - violations.length),
    '',
    paint('bold', 'Repeat it'),
    ...curlLines(exchange),
  ]
}

const EMPTY: Body = { kind: 'empty' }

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}

function bodyOf(body: Body): string[] {
  const text = bodyText(body)
  return text === undefined ? [] : [`  ${shortened(text, BODY)}`]
}

function headersOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `  ${escapeControls(`${name}: ${value}`)}`)
}

function inFull(body: Body): string[] {
  const text = body.kind === 'json' ? JSON.stringify(body.value, undefined, 2) : bodyText(body)
  return text === undefined ? [] : text.split('\n').map((line) => `  ${escapeControls(line)}`)
}
