import type { Body, Exchange } from '../exchange.ts'
import { bodyText } from './body-text.ts'

/** The longest body, in characters, that is kept whole; of a longer one, the beginning is kept. */
export const WHOLE = 262_144
const BEGINNING = 16_384

const CUT = /… \(cut here; \d+ characters in all\)$/

/**
 * The exchange with very long bodies cut, for the journal and reports: a run full of them would fill
 * memory and disk. The judge gets the whole bodies.
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
    .map((body) => longText(body)?.length ?? 0)
    .reduce((sum, length) => sum + length, 0)
}

/** Whether a body of the exchange was cut. */
export function isAbridged({ request, response }: Exchange): boolean {
  return [request.body, response?.body].some(
    (body) => body?.kind === 'text' && body.text.length < WHOLE && CUT.test(body.text),
  )
}

/** The most characters of JSON for one character of a text, for a number or literal, and for punctuation. */
const LONGEST = { character: 6, scalar: 24, punctuation: 4 } as const

/** Whether the JSON of a value is short enough for sure; estimated, which is faster than serialising. */
function isSurelyShort(value: unknown): boolean {
  let left = WHOLE
  const take = (part: unknown): void => {
    left -= LONGEST.punctuation
    if (typeof part === 'string') left -= part.length * LONGEST.character
    else if (typeof part !== 'object' || part === null) left -= LONGEST.scalar
    else {
      for (const [name, member] of Object.entries(part)) {
        if (left < 0) return
        if (!Array.isArray(part)) left -= name.length * LONGEST.character + LONGEST.punctuation
        take(member)
      }
    }
  }
  take(value)
  return left >= 0
}

function cut(body: Body): Body {
  const text = longText(body)
  if (text === undefined) return body
  return {
    kind: 'text',
    text: `${text.slice(0, BEGINNING)}… (cut here; ${text.length} characters in all)`,
  }
}

/** The text of a body that is too long to be kept whole; undefined for a shorter body. */
function longText(body: Body): string | undefined {
  if (body.kind === 'json' && isSurelyShort(body.value)) return undefined
  const text = bodyText(body) ?? ''
  return text.length > WHOLE ? text : undefined
}
