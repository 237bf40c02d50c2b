import { packagedServices } from '../openapi/load-services.ts'
import { type Addresses, baseUrlOf, type Call, headersOf, type Tokens, urlOf } from './call.ts'
import type { Body, ExchangeRequest } from './exchange.ts'
import { USER_AGENT } from './session.ts'

/**
 * The request that a session with these endpoints sends for a call; undefined for a service without an
 * endpoint. `userAgent` is that of another version where its requests are repeated.
 */
export function requestOf(
  call: Call,
  known: Addresses,
  tokens: Tokens,
  userAgent: string = USER_AGENT,
): ExchangeRequest | undefined {
  const { method, json, rawBody } = call
  const base = baseUrlOf(call, known)
  if (base === undefined) return undefined
  return {
    method,
    url: urlOf(base, call),
    headers: headersOf(call, tokens, userAgent, packagedServices()),
    // In the form that is sent: JSON leaves out undefined members.
    body: bodyOf(json === undefined ? undefined : JSON.parse(JSON.stringify(json)), rawBody),
  }
}

function bodyOf(json: unknown, rawBody: string | undefined): Body {
  if (json !== undefined) return { kind: 'json', value: json }
  return rawBody === undefined || rawBody === ''
    ? { kind: 'empty' }
    : { kind: 'text', text: rawBody }
}
