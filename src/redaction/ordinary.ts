import { lowerCase } from './lower-case.ts'

/** What separates the words of a passphrase, a name or an address. */
const SEPARATORS = '-_./:, '

/** What people and programs write as a word, also within a longer one: `volume`, `Type`, `2026`. */
const WORD = /^(?:[A-Z]?[a-z]{3,}|\d+)$/

/** One character as a URL or HTML writes it: `%20`, `&amp;`. */
const ESCAPED = /^(?:%[0-9A-Fa-f]{2}|&#?\w+;)$/

const PART = new RegExp(
  [
    '%[0-9A-Fa-f]{2}|&#?\\w{1,6};',
    // A number is a word of its own; within a word, as in `s3cr3t`, digits look random.
    '(?<![A-Za-z0-9])\\d+(?![A-Za-z0-9])',
    '[A-Z]?[a-z]{3,}',
    '[^]',
  ].join('|'),
  'g',
)

/** Characters that are no part of a word; with as many, a text is not found by chance elsewhere. */
export const RANDOM_ENOUGH = 3

/** A text of words only is not searched for elsewhere when it is shorter than this. */
const LONG_ENOUGH = 12

/**
 * For each character whether it looks random: it is no separator and no part of a word. `g4aB-volume`
 * gives true four times, false for the rest.
 */
export function randomCharacters(text: string): readonly boolean[] {
  const marks: boolean[] = []
  // Capitals look random, unless there is nothing else.
  const shown = /[a-z]/.test(text) ? text : lowerCase(text)
  for (const [part] of shown.matchAll(PART)) {
    const isRandom = !WORD.test(part) && !SEPARATORS.includes(part) && !ESCAPED.test(part)
    for (let at = 0; at < part.length; at += 1) marks.push(isRandom)
  }
  return marks
}

/**
 * Whether a secret cannot be told from an ordinary short word, such as the passwords `secret` and
 * `volume`. To search for it in all texts would remove words that have nothing to do with it.
 */
export function isOrdinary(secret: string): boolean {
  if (secret.length >= LONG_ENOUGH) return false
  return randomCharacters(secret).filter((isRandom) => isRandom).length < RANDOM_ENOUGH
}
