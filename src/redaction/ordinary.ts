import { lowerCase } from './lower-case.ts'

/** Characters that separate the words of a passphrase, a name or an address. */
const SEPARATORS = '-_./:, '

/** A word, also as a part of a longer one: `volume`, `Type`, `2026`. */
const WORD = /^(?:[A-Z]?[a-z]{3,}|\d+)$/

/** One escaped character of a URL or of HTML: `%20`, `&amp;`. */
const ESCAPED = /^(?:%[0-9A-Fa-f]{2}|&#?\w+;)$/

const PART = new RegExp(
  [
    '%[0-9A-Fa-f]{2}|&#?\\w{1,6};',
    // A number by itself is a word; digits within a word, as in `s3cr3t`, look random.
    '(?<![A-Za-z0-9])\\d+(?![A-Za-z0-9])',
    '[A-Z]?[a-z]{3,}',
    '[^]',
  ].join('|'),
  'g',
)

/** A text with this many random-looking characters does not occur elsewhere by chance. */
export const RANDOM_ENOUGH = 3

/** A text that consists of words must have this many characters to be searched for elsewhere. */
const LONG_ENOUGH = 12

/**
 * For each character, whether it looks random, which means that it is neither a separator nor part of
 * a word. `g4aB-volume` gives true for the first four characters and false for the rest.
 */
export function randomCharacters(text: string): readonly boolean[] {
  const marks: boolean[] = []
  // Capitals within a text look random, but not in a text without any small letter.
  const shown = /[a-z]/.test(text) ? text : lowerCase(text)
  for (const [part] of shown.matchAll(PART)) {
    const isRandom = !WORD.test(part) && !SEPARATORS.includes(part) && !ESCAPED.test(part)
    for (let at = 0; at < part.length; at += 1) marks.push(isRandom)
  }
  return marks
}

/**
 * Whether a secret is like an ordinary short word, as the passwords `secret` and `volume` are.
 * Searching for it in all texts would remove words that have nothing to do with the secret.
 */
export function isOrdinary(secret: string): boolean {
  if (secret.length >= LONG_ENOUGH) return false
  return randomCharacters(secret).filter((isRandom) => isRandom).length < RANDOM_ENOUGH
}
