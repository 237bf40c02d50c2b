import type { RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { OperationId } from '../../src/openapi/contract.ts'
import type { Body, Exchange, Headers } from '../../src/openstack/exchange.ts'
import { listThatMatters } from './listed.ts'
import { Symbols } from './symbols.ts'

/** One call of an operation and its answer, without what differs from run to run. */
export interface Comparable {
  readonly operation: OperationId
  readonly asked: string
  readonly status: number | 'no answer'
  /** Headers whose value matters, and `present` for those whose value differs from run to run. */
  readonly headers: Headers
  readonly body: unknown
}

const BY_VALUE = ['openstack-api-version', 'x-openstack-nova-api-version', 'vary', 'allow']
const BY_PRESENCE = [
  'x-openstack-request-id',
  'x-compute-request-id',
  'retry-after',
  'www-authenticate',
  'location',
]

/**
 * The calls of the tested operations that a scenario made. Of a request that was repeated until
 * something had happened, only the last answer counts. Requests between two changes are sorted by
 * their texts, because a scenario may send several at a time.
 */
export function comparablesOf(exchanges: readonly RecordedExchange[]): readonly Comparable[] {
  const calls = exchanges
    .flatMap(({ phase, exchange }) => (phase === 'act' ? [exchange] : []))
    .toSorted((a, b) => a.at.localeCompare(b.at))
  const symbols = new Symbols()
  const settled: Comparable[] = []
  let questions = new Map<string, Comparable>()
  const settle = () => {
    settled.push(...[...questions.values()].toSorted((a, b) => (a.asked < b.asked ? -1 : 1)))
    questions = new Map()
  }
  for (const exchange of calls) {
    symbols.learn(exchange.request.url, carried(exchange.request.body))
    if (exchange.operation === undefined) continue
    const call = comparable(exchange, exchange.operation, symbols)
    if (exchange.request.method === 'GET') {
      questions.set(call.asked, call)
    } else {
      settle()
      settled.push(call)
    }
  }
  settle()
  return settled
}

function comparable(exchange: Exchange, operation: OperationId, symbols: Symbols): Comparable {
  const { request, response, persona, microversion = 'no version' } = exchange
  const body = JSON.stringify(symbols.inValue(carried(request.body))) ?? ''
  const path = symbols.inText(request.url).replace(/^<address>(\/v[\d.]+)?/, '')
  return {
    operation,
    asked: `${persona} ${request.method} ${path} ${microversion} ${body}`.trim(),
    status: response?.status ?? 'no answer',
    headers: response === undefined ? {} : headersThatMatter(response.headers),
    body:
      response === undefined
        ? undefined
        : bodyThatMatters(response.body, symbols, /[?&]sort/.test(request.url)),
  }
}

function headersThatMatter(headers: Headers): Headers {
  const values = BY_VALUE.flatMap((name) => {
    const value = headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const present = BY_PRESENCE.filter((name) => headers[name] !== undefined)
  const type = headers['content-type']?.split(';')[0]?.trim()
  return Object.fromEntries([
    ...values,
    ...present.map((name) => [name, 'present'] as const),
    ...(type === undefined ? [] : [['content-type', type] as const]),
  ])
}

const carried = (body: Body): unknown =>
  body.kind === 'json' ? body.value : body.kind === 'text' ? body.text : undefined

function bodyThatMatters(body: Body, symbols: Symbols, sorted: boolean): unknown {
  if (body.kind === 'empty') return undefined
  if (body.kind === 'text') return '<text>'
  const { value } = body
  if (typeof value !== 'object' || value === null) return value
  if (isError(value)) return withoutMessage(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, memberThatMatters(item, symbols, sorted)]),
  )
}

function memberThatMatters(item: unknown, symbols: Symbols, sorted: boolean): unknown {
  if (Array.isArray(item)) return listThatMatters(item, symbols, sorted)
  return isError(item) ? withoutMessage(item) : symbols.inValue(item)
}

function isError(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'message' in value && 'code' in value
}

/** An error's message is for people and may change. */
function withoutMessage(error: object): object {
  return { ...error, message: '<message>' }
}
