import type { Body } from './exchange.ts'

/**
 * How the text of a body is made of what it says: with it, its length can be told again.
 * `compact` is JSON without blanks, `spaced` that of Python: `", "`, `": "`, and ASCII only.
 */
export const BODY_LAYOUTS = ['compact', 'spaced', 'plain'] as const
export type BodyLayout = (typeof BODY_LAYOUTS)[number]

/** The layout in which a body is that text; undefined for any other. */
export function layoutOf(body: Body, text: string): BodyLayout | undefined {
  // Bytes that are no UTF-8 have become others.
  if (text.includes('\uFFFD')) return undefined
  return BODY_LAYOUTS.find((layout) => textIn(layout, body) === text)
}

/** The text of a body in a layout; undefined for a body that it is no layout of. */
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
