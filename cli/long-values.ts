/** The most characters of a user's value that a message repeats. */
const MOST = 200

/** A text in quotes with escaped characters, or a text without spaces. */
const QUOTED = /"((?:[^"\\]|\\.)*)"/g
const UNBROKEN = /\S{201,}/g

/**
 * Shortens the values in a message to 200 characters: arguments of the command line, texts in
 * quotes, and texts without spaces.
 */
export function withoutLongValues(
  message: string,
  given: readonly string[] = process.argv,
): string {
  let text = message
  for (const value of given.flatMap(partsOf)) text = text.replaceAll(value, () => shortened(value))
  return text
    .replace(QUOTED, (whole, value: string) =>
      value.length > MOST ? `"${shortened(value)}"` : whole,
    )
    .replace(UNBROKEN, shortened)
}

/** A value as it was typed and as messages may quote it: as JSON, and on one line. */
function partsOf(argument: string): readonly string[] {
  const values = argument.startsWith('--')
    ? [argument, argument.replace(/^[^=]*=/, '')]
    : [argument]
  return values
    .flatMap((value) => [
      value,
      JSON.stringify(value).slice(1, -1),
      value.replaceAll(/\s+/g, ' ').trim(),
    ])
    .filter((value) => value.length > MOST)
}

function shortened(value: string): string {
  return `${value.slice(0, MOST - 1)}…`
}
