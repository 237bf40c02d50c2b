import { knownSecrets, REDACTED } from '../../redaction/known-secrets.ts'
import { withoutUserInfo } from '../../redaction/user-info.ts'
import { jsonOf } from '../body/body-json.ts'
import type { Body, Exchange, ExchangeRequest, ExchangeResponse, Headers } from '../exchange.ts'
import { Scrubber } from './scrubber.ts'
import { isSecretHeader, isSecretName, mentionsSecret } from './secret-names.ts'
import { eachSecretLeaf, mapLeaves, type Place } from './secret-values.ts'

/**
 * A copy of an exchange that may be written: secrets are replaced by `[redacted]`, the structure stays.
 * There are two rules. By place: headers with tokens or cookies; JSON fields such as passwords,
 * `user_data` and `adminPass`; all texts in `connector` and `connection_info` except in fields that are
 * known to have no secrets; the values of secret query parameters. By value: a value that was redacted
 * in one place is replaced wherever else it occurs, such as in a message that quotes the request, and
 * so are all known secrets. User and password are removed from URLs. A text that is not JSON and
 * assigns a value to a secret field is replaced as a whole, because it cannot be parsed.
 */
export function redactExchange(exchange: Exchange): Exchange {
  const { request, response } = exchange
  const scrubber = new Scrubber()
  collect(request, scrubber)
  if (response) collect(response, scrubber)
  return {
    ...exchange,
    request: {
      method: request.method,
      url: scrubbed(redactQuery(request.url), scrubber),
      ...redactMessage(request, scrubber),
    },
    ...(response && {
      response: { ...response, ...redactMessage(response, scrubber) },
    }),
    ...(exchange.failure !== undefined && { failure: scrubbed(exchange.failure, scrubber) }),
  }
}

type Message = Pick<ExchangeRequest | ExchangeResponse, 'headers' | 'body'>

function collect({ headers, body }: Message, scrubber: Scrubber): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isSecretHeader(name)) scrubber.add(value, 'secret')
  }
  eachSecretLeaf(jsonOf(body), (value, place) => {
    if (typeof value === 'string' || typeof value === 'number') scrubber.add(String(value), place)
  })
}

function redactMessage(message: Message, scrubber: Scrubber): Message {
  return {
    headers: redactHeaders(message.headers, scrubber),
    body: redactBody(message.body, scrubber),
  }
}

function redactHeaders(headers: Headers, scrubber: Scrubber): Headers {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const isSecret = isSecretHeader(name) && value !== ''
    redacted[knownSecrets.clean(name)] = isSecret ? REDACTED : redactText(value, scrubber)
  }
  return redacted
}

function redactBody(body: Body, scrubber: Scrubber): Body {
  if (body.kind === 'empty') return body
  if (body.kind === 'json') return { kind: 'json', value: redactJson(body.value, scrubber) }
  const value = jsonOf(body)
  if (value === undefined) return { kind: 'text', text: redactText(body.text, scrubber) }
  const redacted = JSON.stringify(redactJson(value, scrubber))
  return { kind: 'text', text: redacted === JSON.stringify(value) ? body.text : redacted }
}

function redactJson(value: unknown, scrubber: Scrubber): unknown {
  const visit = (leaf: unknown, place: Place): unknown => {
    if (leaf === null || leaf === '' || typeof leaf === 'boolean') return leaf
    if (place === 'secret') return REDACTED
    if (typeof leaf !== 'string') return leaf
    return place === 'driver' ? REDACTED : redactText(leaf, scrubber)
  }
  return mapLeaves(value, visit, (name) => scrubbed(name, scrubber))
}

function redactText(text: string, scrubber: Scrubber): string {
  return mentionsSecret(text) ? REDACTED : scrubbed(text, scrubber)
}

function scrubbed(text: string, scrubber: Scrubber): string {
  return knownSecrets.clean(scrubber.scrub(withoutUserInfo(text)))
}

function redactQuery(url: string): string {
  return url.replace(/([?&])([^=&#]+)=([^&#]+)/g, (whole, mark: string, name: string) =>
    isSecretName(name) ? `${mark}${name}=${REDACTED}` : whole,
  )
}
