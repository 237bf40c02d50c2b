import type { Body } from '../exchange.ts'

/**
 * How the text of a body was serialised, so that the text and its length can be reproduced. `compact`
 * is JSON without blanks, `spaced` is JSON as Python writes it: `", "`, `": "`, and ASCII only.
 */
export const BODY_LAYOUTS = ['compact', 'spaced', 'plain'] as const
export type BodyLayout = (typeof BODY_LAYOUTS)[number]

const [BLANK, QUOTE, COMMA, COLON, BACKSLASH] = [0x20, 0x22, 0x2c, 0x3a, 0x5c]

/** The layout in which a body has been serialised to the text; undefined for an unknown one. */
export function layoutOf(body: Body, text: string): BodyLayout | undefined {
  // The text had bytes that are not UTF-8, and these were replaced.
  if (text.includes('\uFFFD')) return undefined
  const compact = textIn('compact', body)
  if (compact === text) return 'compact'
  // A shortcut for the layout of nearly every cloud, which creates no second text.
  if (compact !== undefined && /^[ -~]*$/.test(compact)) {
    return isSpacedOut(compact, text) ? 'spaced' : undefined
  }
  return BODY_LAYOUTS.find((layout) => textIn(layout, body) === text)
}

/** Whether a text is the compact one with a blank after each comma and colon between its strings. */
function isSpacedOut(compact: string, text: string): boolean {
  let at = 0
  let inString = false
  let isEscaped = false
  for (let index = 0; index < compact.length; index += 1) {
    const code = compact.charCodeAt(index)
    if (text.charCodeAt(at) !== code) return false
    at += 1
    if (isEscaped) isEscaped = false
    else if (code === BACKSLASH) isEscaped = true
    else if (code === QUOTE) inString = !inString
    else if (!inString && (code === COMMA || code === COLON)) {
      if (text.charCodeAt(at) !== BLANK) return false
      at += 1
    }
  }
  return at === text.length
}

/** The text of a body in a layout; undefined when the layout is not one for this kind of body. */
export function textIn(layout: BodyLayout, body: Body): string | undefined {
  if (body.kind !== 'json')
    return layout === 'plain' && body.kind === 'text' ? body.text : undefined
  if (layout === 'compact') return JSON.stringify(body.value)
  return layout === 'spaced' ? spaced(body.value) : undefined
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return ascii(JSON.stringify(value))
  const fields = Object.entries(value).map(
    ([name, one]) => `${ascii(JSON.stringify(name))}: ${spaced(one)}`,
  )
  return `{${fields.join(', ')}}`
}

function ascii(text: string): string {
  return text.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
