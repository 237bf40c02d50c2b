import { isJsonObject } from './json.ts'

/** A JSON pointer (RFC 6901) such as `/paths/~1servers/get`; empty for the whole document. */
export type JsonPointer = string

export function pointer(...segments: readonly (string | number)[]): JsonPointer {
  let text = ''
  for (const segment of segments) text += `/${escaped(String(segment))}`
  return text
}

function escaped(segment: string): string {
  if (!segment.includes('~') && !segment.includes('/')) return segment
  return segment.replaceAll('~', '~0').replaceAll('/', '~1')
}

export function segmentsOf(at: JsonPointer): string[] {
  return at
    .split('/')
    .slice(1)
    .map((segment) =>
      segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment,
    )
}

/** The value at a pointer, or undefined when there is none. */
export function valueAt(document: unknown, at: JsonPointer): unknown {
  let value = document
  for (const segment of segmentsOf(at)) {
    if (Array.isArray(value)) value = value[Number(segment)]
    else if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment]
    else return undefined
  }
  return value
}

/** The pointer in a `$ref`; undefined when it leads to another document. */
export function localReference(reference: string): JsonPointer | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined
  return decodeURIComponent(reference.slice(1))
}
