const BYTES = ['#[0-7]x', '#[cd]x#[89ab]x', '#ex(?:#[89ab]x){2}', '#f[0-7](?:#[89ab]x){3}'].join(
  '|',
)

/** Matches the bytes of one character in UTF-8 as hexadecimal digits, each after a mark such as `%`. */
const bytesAfter = (mark: string): string => BYTES.replaceAll('x', '[0-9a-f]').replaceAll('#', mark)

/** One escaped character, as URLs, HTML, JSON and Python write it. */
const CODED = new RegExp(
  [
    // Percent-encoding in URLs, in which encoders differ in what they escape; `\x` in Python's bytes.
    bytesAfter('%'),
    bytesAfter('\\\\x'),
    '&(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9a-f]{1,6});',
    '\\\\u[0-9a-f]{4}',
    '\\\\["\'\\\\/]',
  ].join('|'),
  'gi',
)

const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** How many layers of escapes are undone: a URL within JSON within JSON has three. */
const MOST_CODED = 3

/** A part of a text: the index of its first character, and that after its last. */
export interface Piece {
  readonly from: number
  readonly to: number
}

/**
 * The pieces of a text that `find` returns for the text itself and for its forms with up to three
 * layers of escapes undone. They are positions in `text`, in order, and do not overlap.
 */
export function findThroughCodes(
  text: string,
  find: (plain: string) => readonly Piece[],
  depth = 0,
): readonly Piece[] {
  const plain = find(text)
  const inside = depth < MOST_CODED ? decoded(text) : undefined
  if (inside === undefined) return plain
  const coded = findThroughCodes(inside, find, depth + 1)
  if (coded.length === 0) return plain
  const places = placesOfDecoded(text)
  const placeOf = (at: number): number => places[at] ?? text.length
  return joined([
    ...plain,
    ...coded.map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) })),
  ])
}

/** The text with each piece replaced by `instead`. */
export function replacePieces(text: string, pieces: readonly Piece[], instead: string): string {
  let replaced = ''
  let copied = 0
  for (const { from, to } of pieces) {
    replaced += text.slice(copied, from) + instead
    copied = to
  }
  return copied === 0 ? text : replaced + text.slice(copied)
}

/** The pieces in order; those that overlap or touch are joined. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = []
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last === undefined || piece.from > last.to) all.push(piece)
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, piece.to) }
  }
  return all
}

/** The text with one layer of escapes undone; undefined when it has none. */
function decoded(text: string): string | undefined {
  if (!/[%&\\]/.test(text)) return undefined
  const plain = text.replace(CODED, character)
  return plain === text ? undefined : plain
}

/** For each character of {@link decoded} its index in the text, and the length of the text at the end. */
function placesOfDecoded(text: string): readonly number[] {
  const places: number[] = []
  let at = 0
  const upTo = (end: number): void => {
    for (; at < end; at += 1) places.push(at)
  }
  for (const { 0: coded, index } of text.matchAll(CODED)) {
    upTo(index)
    for (let count = character(coded).length; count > 0; count -= 1) places.push(index)
    at = index + coded.length
  }
  upTo(text.length)
  return [...places, text.length]
}

function character(coded: string): string {
  if (coded.startsWith('%')) return ofBytes(coded.replaceAll('%', ''))
  if (/^\\x/i.test(coded)) return ofBytes(coded.replaceAll(/\\x/gi, ''))
  if (/^\\u/i.test(coded)) return String.fromCharCode(Number.parseInt(coded.slice(2), 16))
  if (coded.startsWith('\\')) return coded.slice(1)
  const named = NAMED[coded.toLowerCase()]
  if (named !== undefined) return named
  const point = /^&#x/i.test(coded)
    ? Number.parseInt(coded.slice(3), 16)
    : Number.parseInt(coded.slice(2), 10)
  return point <= 0x10ffff ? String.fromCodePoint(point) : coded
}

function ofBytes(hexadecimal: string): string {
  return Buffer.from(hexadecimal, 'hex').toString('utf8')
}
