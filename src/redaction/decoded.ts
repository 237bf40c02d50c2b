const BYTES = [
  '#[0-7]x',
  '#[cd]x#[89ab]x',
  '#ex(?:#[89ab]x){2}',
  '#f[0-7](?:#[89ab]x){3}',
].join('|')

/** One character in UTF-8, with a mark before each of its bytes. */
const bytesAfter = (mark: string): string =>
  BYTES.replaceAll('x', '[0-9a-f]').replaceAll('#', mark)

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

/** A text with each coded character as it is; undefined where there is none. */
export function decoded(text: string): string | undefined {
  if (!/[%&\\]/.test(text)) return undefined
  const plain = text.replace(CODED, character)
  return plain === text ? undefined : plain
}

/** Where each character of {@link decoded} begins in the text, and at last where the text ends. */
export function placesOfDecoded(text: string): readonly number[] {
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
