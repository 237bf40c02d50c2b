import type { IncomingHttpHeaders } from 'node:http'
import type { Query } from './query.ts'

/** A request as it came off the wire, before anything about it has been checked. */
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

/** An answer without a body that its service gives the framework's default type. */
export function untyped(status: number, headers: Headers = {}): Answer {
  return empty(status, { 'Content-Type': 'text/html; charset=UTF-8', ...headers })
}

export function header(incoming: Incoming, name: string): string | undefined {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

const REASONS: Readonly<Record<number, string>> = {
  404: 'Not Found',
  413: 'Request Entity Too Large',
}

/** What the web framework below a service answers by itself: JSON for who accepts it, else a page. */
export function frameworkFault(incoming: Incoming, status: 404 | 413, message: string): Answer {
  const title = REASONS[status] ?? ''
  const accepts = header(incoming, 'accept') ?? ''
  if (accepts.includes('application/json')) {
    return json(status, {
      message: `${message}<br /><br />\n\n\n`,
      code: `${status} ${title}`,
      title,
    })
  }
  const page = `<html>\n <head>\n  <title>${status} ${title}</title>\n </head>\n <body>\n  <h1>${status} ${title}</h1>\n  ${message}<br /><br />\n\n\n\n </body>\n</html>`
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body: page }
}
