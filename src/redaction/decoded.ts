const BYTES = ['#[0-7]x', '#[cd]x#[89ab]x', '#ex(?:#[89ab]x){2}', '#f[0-7](?:#[89ab]x){3}'].join(
  '|',
)

/** One character in UTF-8, with a mark before each of its bytes. */
const bytesAfter = (mark: string): string => BYTES.replaceAll('x', '[0-9a-f]').replaceAll('#', mark)

/** One character as others write it who cannot or would not write it as it is. */
const CODED = new RegExp(
  [
    // In URLs, each encoder spares other marks; in what Python shows of bytes.
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

/** How often a text may be coded on top of each other: a URL within JSON within JSON. */
const MOST_CODED = 3

/** A part of a text, from its first character to the one after its last. */
export interface Piece {
  readonly from: number
  readonly to: number
}

/** What `find` finds in a text as it is, and decoded up to three times; in order, and none overlaps. */
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

/** The text with something else in place of each piece. */
export function replacePieces(text: string, pieces: readonly Piece[], instead: string): string {
  let replaced = ''
  let copied = 0
  for (const { from, to } of pieces) {
    replaced += text.slice(copied, from) + instead
    copied = to
  }
  return copied === 0 ? text : replaced + text.slice(copied)
}

/** Pieces in their order; those that overlap or touch are one. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = []
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last === undefined || piece.from > last.to) all.push(piece)
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, piece.to) }
  }
  return all
}

/** A text with each coded character as it is; undefined where there is none. */
function decoded(text: string): string | undefined {
  if (!/[%&\\]/.test(text)) return undefined
  const plain = text.replace(CODED, character)
  return plain === text ? undefined : plain
}

/** Where each character of {@link decoded} begins in the text, and at last where the text ends. */
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
