import { STATUS_CODES } from 'node:http'
import type { HttpExchange, HttpExchangeBody } from 'allure-js-commons/http'
import type { Body, Exchange, Headers } from '../../src/openstack/exchange.ts'
import { headerList, queryList } from '../text/name-values.ts'

/** An exchange in the form that Allure 3 displays (`application/vnd.allure.http+json`). */
export function toHttpExchange(exchange: Exchange): HttpExchange {
  const { request, response, failure } = exchange
  const start = Date.parse(exchange.at)
  const sent = bodyOf(request.body, request.headers)
  const received = response && bodyOf(response.body, response.headers)
  return {
    schemaVersion: 1,
    start,
    stop: start + exchange.durationMs,
    request: {
      method: request.method,
      url: request.url,
      headers: headerList(request.headers),
      query: queryList(request.url),
      ...(sent && { body: sent }),
    },
    ...(response && {
      response: {
        status: response.status,
        statusText: STATUS_CODES[response.status] ?? '',
        headers: headerList(response.headers),
        ...(received && { body: received }),
      },
    }),
    ...(failure !== undefined && { error: { name: 'No response', message: failure } }),
  }
}

function bodyOf(body: Body, headers: Headers): HttpExchangeBody | undefined {
  if (body.kind === 'empty') return undefined
  const value = body.kind === 'json' ? plainJson(body.value) : body.text
  const contentType =
    headers['content-type'] ?? (body.kind === 'json' ? 'application/json' : 'text/plain')
  return { contentType, encoding: 'utf8', value, size: Buffer.byteLength(value) }
}

// Marks that change the direction of text would change what is displayed; JSON can escape them.
function plainJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
  if (/^[\n -~]*$/.test(text)) return text
  return text.replace(/\p{Cf}/gu, (mark) =>
    Array.from({ length: mark.length }, (_, unit) => mark.charCodeAt(unit))
      .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
