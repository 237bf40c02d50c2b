// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is to go.
const BREAKS = /[\s\u0000-\u001f\u007f]+/g

/** The text on one line, cut at `limit` characters, for messages that quote other programs. */
export function oneLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = text.replace(BREAKS, ' ').trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
