/**
 * The text of `JSON.stringify(value, undefined, indent)` in pieces, so that a document need not be
 * held as one text. Lists that are not inside another list are written item by item, and may be any
 * iterable.
 */
export function* jsonPieces(value: object, indent = 0): Generator<string> {
  yield* pieces(value, indent, 0)
}

/** The same, with a line feed at the end as text files have it. */
export function* jsonFile(value: object): Generator<string> {
  yield* jsonPieces(value, 2)
  yield '\n'
}

function* pieces(value: unknown, indent: number, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null) yield whole(value, indent, depth)
  else if (isIterable(value)) yield* items(value, indent, depth)
  else yield* members(value, indent, depth)
}

function* items(list: Iterable<unknown>, indent: number, depth: number): Generator<string> {
  let before = '['
  for (const item of list) {
    yield `${before}${newLine(indent, depth + 1)}${whole(item ?? null, indent, depth + 1)}`
    before = ','
  }
  yield before === '[' ? '[]' : `${newLine(indent, depth)}]`
}

function* members(value: object, indent: number, depth: number): Generator<string> {
  const colon = indent > 0 ? ': ' : ':'
  let before = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    yield `${before}${newLine(indent, depth + 1)}${JSON.stringify(name)}${colon}`
    yield* pieces(member, indent, depth + 1)
    before = ','
  }
  yield before === '{' ? '{}' : `${newLine(indent, depth)}}`
}

const newLine = (indent: number, depth: number): string =>
  indent > 0 ? `\n${' '.repeat(indent * depth)}` : ''

/** In JSON, line feeds occur only between tokens. */
function whole(value: unknown, indent: number, depth: number): string {
  const text = JSON.stringify(value, undefined, indent)
  return indent > 0 ? text.replaceAll('\n', newLine(indent, depth)) : text
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}
