import type { IncomingHttpHeaders } from 'node:http'
import type { Query } from './query.ts'

/** A request as it was received, before any check. */
export interface Incoming {
  readonly method: string
  /** Below the service's prefix; begins with a slash, or is empty. */
  readonly path: string
  readonly query: Query
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly requestId: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string
}

export type Headers = Readonly<Record<string, string | string[]>>

export function json(status: number, body: unknown, headers: Headers = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

/** No body, and a length that says so. */
export function empty(status: number, headers: Headers = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: '' }
}

const DEFAULT_TYPE = 'text/html; charset=UTF-8'

/** An answer without a body, with the framework's default content type. */
export function untyped(status: number, headers: Headers = {}): Answer {
  return empty(status, { 'Content-Type': DEFAULT_TYPE, ...headers })
}

export function isUntyped({ headers, body }: Answer): boolean {
  return headers['Content-Type'] === DEFAULT_TYPE && body === ''
}

export function header(incoming: Incoming, name: string): string | undefined {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
