import type { Body, Exchange } from './exchange.ts'

/** Characters of a body that are kept whole; of a longer one, the beginning is. */
const WHOLE = 262_144
const BEGINNING = 16_384

/**
 * The exchange with its bodies cut where they are so long that a run full of them would fill
 * memory and disk. For what is kept; the judge has seen the whole.
 */
export function abridge(exchange: Exchange): Exchange {
  const { request, response } = exchange
  return {
    ...exchange,
    request: { ...request, body: cut(request.body) },
    ...(response && { response: { ...response, body: cut(response.body) } }),
  }
}

function cut(body: Body): Body {
  if (body.kind === 'empty') return body
  const text = body.kind === 'text' ? body.text : JSON.stringify(body.value)
  if (text.length <= WHOLE) return body
  return {
    kind: 'text',
    text: `${text.slice(0, BEGINNING)}… (cut here; ${text.length} characters in all)`,
  }
}
