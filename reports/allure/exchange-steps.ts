import { ContentType, Status } from 'allure-js-commons'
import { ALLURE_HTTP_EXCHANGE_FILE_EXTENSION } from 'allure-js-commons/http'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import type { RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { Violation } from '../../src/judge/violation.ts'
import { toCurl } from '../../src/openstack/curl.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { toHttpExchange } from './http-exchange.ts'

/**
 * `in full`: the messages and the curl command, each as a file. `compact`: the same with the curl
 * command as a parameter, which needs one file less. `in short`: one line.
 */
export type Detail = 'in full' | 'compact' | 'in short'

/** The step of one exchange: request and answer, how to repeat it, and its violations. */
export function exchangeSteps(
  { exchange, violations }: RecordedExchange,
  detail: Detail,
): RuntimeMessage[] {
  const start = Date.parse(exchange.at)
  const stop = start + exchange.durationMs
  return [
    { type: 'step_start', data: { name: exchangeName(exchange), start } },
    ...(detail === 'in short' ? [] : [messages(exchange), repetition(exchange, detail)]),
    ...violations.flatMap((violation) => violationStep(violation, stop)),
    { type: 'step_stop', data: { stop, ...stepOutcome(exchange, violations) } },
  ]
}

function messages(exchange: Exchange): RuntimeMessage {
  return {
    type: 'attachment_content',
    data: {
      name: 'HTTP exchange',
      content: JSON.stringify(toHttpExchange(exchange)),
      encoding: 'utf8',
      contentType: ContentType.HTTP_EXCHANGE,
      fileExtension: ALLURE_HTTP_EXCHANGE_FILE_EXTENSION,
    },
  }
}

function repetition(exchange: Exchange, detail: 'in full' | 'compact'): RuntimeMessage {
  const curl = toCurl(exchange)
  return detail === 'compact'
    ? { type: 'step_metadata', data: { parameters: [{ name: 'curl', value: curl }] } }
    : {
        type: 'attachment_content',
        data: {
          name: 'Repeat it with curl',
          content: curl,
          encoding: 'utf8',
          contentType: ContentType.TEXT,
          fileExtension: '.txt',
        },
      }
}

/** `POST …/os-volume_attachments → 200 (compute 2.49, member, 123 ms)` */
export function exchangeName(exchange: Exchange): string {
  const { service, microversion, persona, request, response } = exchange
  const answer = response ? String(response.status) : 'no response'
  const where = microversion === undefined ? service : `${service} ${microversion}`
  const took = `${Math.round(exchange.durationMs)} ms`
  return `${request.method} ${shortPath(request.url)} → ${answer} (${where}, ${persona}, ${took})`
}

const ID_LIKE = /^[0-9a-f-]{32,36}$/i

// The beginning of a path is the same everywhere, and an id is recognised by its first characters.
function shortPath(url: string): string {
  if (!URL.canParse(url)) return shortened(url, 60)
  const { pathname, search } = new URL(url)
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const last = segments.findLastIndex((segment) => !ID_LIKE.test(segment))
  const kept = segments.slice(Math.max(0, Math.min(last, segments.length - 1)))
  const path = kept.map((part) => (ID_LIKE.test(part) ? `${part.slice(0, 8)}…` : part)).join('/')
  return shortened(`${segments.length > kept.length ? '…/' : '/'}${path}${search}`, 80)
}

function violationStep({ code, at, rule, expected, got }: Violation, time: number) {
  const name = `${code} at ${at === '' ? '(the whole body)' : at}`
  const message = `expected ${expected}, got ${got} (rule ${rule})`
  return [
    { type: 'step_start', data: { name: shortened(name, 200), start: time } },
    {
      type: 'step_stop',
      data: {
        stop: time,
        status: Status.FAILED,
        statusDetails: {
          message: escapeControls(message),
          expected: escapeControls(expected),
          actual: escapeControls(got),
        },
      },
    },
  ] satisfies RuntimeMessage[]
}

function stepOutcome({ response, failure }: Exchange, violations: readonly Violation[]) {
  if (!response) {
    return {
      status: Status.BROKEN,
      statusDetails: { message: escapeControls(failure ?? 'no response') },
    }
  }
  if (violations.length === 0) return { status: Status.PASSED }
  const count = violations.length === 1 ? 'one violation' : `${violations.length} violations`
  return { status: Status.FAILED, statusDetails: { message: `${count} of the contract` } }
}
