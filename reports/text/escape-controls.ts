// Controls, and the marks that make a text run the other way: a target that sends them could
// otherwise repaint a terminal or hide a word in a report.
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Nearly every text, and far sooner told than that none of its characters is dangerous. */
const PLAIN = /^[ -~]*$/

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const short = SHORT[character]
  if (short !== undefined) return short
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/** One line of text that came from elsewhere, with its control characters made visible. */
export function escapeControls(text: string): string {
  return PLAIN.test(text) ? text : text.replace(DANGEROUS, visible)
}

/** Like {@link escapeControls}, cut to `length` characters. */
export function shortened(text: string, length: number): string {
  const safe = escapeControls(text)
  return safe.length <= length ? safe : `${safe.slice(0, length - 1)}…`
}
