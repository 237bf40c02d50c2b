import type { Body, Exchange } from './exchange.ts'

/** Characters of a body that are kept whole; of a longer one, the beginning is. */
const WHOLE = 262_144
const BEGINNING = 16_384

const CUT = /… \(cut here; \d+ characters in all\)$/

/**
 * The exchange with its bodies cut where they are so long that a run full of them would fill
 * memory or disk. For what is shown; the judge has seen the whole.
 */
export function abridge(exchange: Exchange): Exchange {
  const { request, response } = exchange
  if (longBodies(exchange) === 0) return exchange
  return {
    ...exchange,
    request: { ...request, body: cut(request.body) },
    ...(response && { response: { ...response, body: cut(response.body) } }),
  }
}

/** Characters of the bodies that {@link abridge} cuts. */
export function longBodies({ request, response }: Exchange): number {
  return [request.body, ...(response ? [response.body] : [])]
    .map((body) => textOf(body).length)
    .filter((length) => length > WHOLE)
    .reduce((sum, length) => sum + length, 0)
}

/** Whether a body of the exchange was cut. */
export function isAbridged({ request, response }: Exchange): boolean {
  return [request.body, response?.body].some(
    (body) => body?.kind === 'text' && body.text.length < WHOLE && CUT.test(body.text),
  )
}

function cut(body: Body): Body {
  const text = textOf(body)
  if (text.length <= WHOLE) return body
  return {
    kind: 'text',
    text: `${text.slice(0, BEGINNING)}… (cut here; ${text.length} characters in all)`,
  }
}

function textOf(body: Body): string {
  if (body.kind === 'empty') return ''
  return body.kind === 'text' ? body.text : JSON.stringify(body.value)
}
