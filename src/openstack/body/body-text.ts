import type { Body } from '../exchange.ts'

/** A body as text; undefined for an empty one. */
export function bodyText(body: Body): string | undefined {
  if (body.kind === 'empty') return undefined
  return body.kind === 'text' ? body.text : JSON.stringify(body.value)
}
