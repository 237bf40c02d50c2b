/** Characters of a value that somebody gave which a message repeats at most. */
const MOST = 200

/** A text in quotes, with what was escaped in it; or one without spaces. */
const QUOTED = /"((?:[^"\\]|\\.)*)"/g
const UNBROKEN = /\S{201,}/g

/**
 * A message in which no value is longer than 200 characters: what was given on the command line, what
 * stands in quotes, and what has no spaces.
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
