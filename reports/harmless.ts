// Controls, and the marks that make a text run the other way: a target that sends them could
// otherwise repaint a terminal or hide a word in a report.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
const DANGEROUS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function visible(character: string): string {
  const code = character.charCodeAt(0)
  const short = SHORT[character]
  if (short !== undefined) return short
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}

/** One line of text that came from elsewhere, with its control characters made visible. */
export function harmless(text: string): string {
  return text.replace(DANGEROUS, visible)
}

/** Like {@link harmless}, cut to `length` characters. */
export function shortened(text: string, length: number): string {
  const safe = harmless(text)
  return safe.length <= length ? safe : `${safe.slice(0, length - 1)}…`
}
