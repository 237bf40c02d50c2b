// Control characters, and marks that change the direction of text: with them a target could repaint
// a terminal or hide a word in a report.
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Matches nearly every text, and is much faster than looking for each dangerous character. */
const PLAIN = /^[ -~]*$/

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const short = SHORT[character]
  if (short !== undefined) return short
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/** A text from outside on one line, with its control characters made visible. */
export function escapeControls(text: string): string {
  return PLAIN.test(text) ? text : text.replace(DANGEROUS, visible)
}

/** Like {@link escapeControls}, cut to `length` characters. */
export function shortened(text: string, length: number): string {
  const safe = escapeControls(text)
  return safe.length <= length ? safe : `${safe.slice(0, length - 1)}…`
}
