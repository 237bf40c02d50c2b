import { type Answer, type Headers, header, type Incoming, json } from './exchange.ts'

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
}

/**
 * The web framework's own form of a refusal: JSON for a client that accepts it, a page for one
 * that accepts HTML or anything, and plain text without an Accept header.
 */
export function frameworkFault(
  incoming: Incoming,
  status: number,
  message: string,
  headers: Headers = {},
): Answer {
  const title = REASONS[status] ?? ''
  const code = `${status} ${title}`
  const accepts = header(incoming, 'accept') ?? ''
  if (accepts.includes('application/json')) {
    return json(status, { message: `${message}<br /><br />\n\n\n`, code, title }, headers)
  }
  const isPage = accepts.includes('text/html') || accepts.includes('*/*')
  const type = isPage ? 'text/html; charset=UTF-8' : 'text/plain; charset=UTF-8'
  const body = isPage ? page(code, message) : `${code}\n\n${message}\n\n   `
  return { status, headers: { 'Content-Type': type, ...headers }, body }
}

function page(code: string, message: string): string {
  const head = `<head>\n  <title>${code}</title>\n </head>`
  const body = `<body>\n  <h1>${code}</h1>\n  ${escaped(message)}<br /><br />\n\n\n\n </body>`
  return `<html>\n ${head}\n ${body}\n</html>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
