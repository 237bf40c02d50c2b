import { isOrdinary } from '../../redaction/ordinary.ts'
import type { Place } from './secret-values.ts'

/** The shortest values that are searched for elsewhere: shorter ones would be found everywhere in a text. */
const SHORTEST = { secret: 4, driver: 8 } as const

/** UUIDs are not searched for: the object of a driver has the volume's id, which many answers have. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The most characters of all values together. With more, texts are not searched but replaced as a whole. */
const MOST = 524_288

/** The most characters of one regular expression; V8 refuses much longer ones. */
const LONGEST_EXPRESSION = 8_192

/** Collects values that were redacted, and removes them from texts that quote them. */
export class Scrubber {
  readonly #anywhere = new Patterns()
  /** Ordinary short words: in an id, a name or a status they occur by chance. */
  readonly #inSentences = new Patterns()
  #size = 0

  /**
   * Adds a value to search for. One from the object of a driver is searched for as a whole word only, and
   * an ordinary short word only in texts of several words, such as messages.
   */
  add(value: string, place: Place): void {
    if (place === 'open' || value.length < SHORTEST[place]) return
    if (place === 'driver' && UUID.test(value)) return
    const isWord = isOrdinary(value)
    const patterns = isWord ? this.#inSentences : this.#anywhere
    for (const form of formsOf(value)) {
      this.#size += patterns.add(form, isWord || place === 'driver')
      if (this.#size > MOST) return
    }
  }

  scrub(text: string): string {
    if (this.#size > MOST) return '[redacted]'
    const scrubbed = this.#anywhere.replaceIn(text)
    return /\S\s+\S/.test(scrubbed) ? this.#inSentences.replaceIn(scrubbed) : scrubbed
  }
}

/** A set of texts to search for. */
class Patterns {
  /** Regular expressions, each with a text that must occur for it to match. */
  readonly #patterns = new Map<string, string>()
  #shortest = Number.POSITIVE_INFINITY
  #expressions: readonly (RegExp | string)[] | undefined

  /** Returns how many characters it added. */
  add(form: string, wholeWord: boolean): number {
    const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    const pattern = wholeWord ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal
    if (this.#patterns.has(pattern)) return 0
    this.#patterns.set(pattern, form)
    this.#shortest = Math.min(this.#shortest, form.length)
    this.#expressions = undefined
    return pattern.length
  }

  replaceIn(text: string): string {
    // Few texts quote a secret, and a search for the plain texts is faster than making an expression.
    if (!this.#mayQuote(text)) return text
    this.#expressions ??= expressionsOf(this.#patterns)
    return this.#expressions.reduce(
      (rest: string, expression) => rest.replaceAll(expression, '[redacted]'),
      text,
    )
  }

  #mayQuote(text: string): boolean {
    if (text.length < this.#shortest) return false
    for (const form of this.#patterns.values()) if (text.includes(form)) return true
    return false
  }
}

/** All patterns in as few expressions as possible, longest first. A pattern that is too long stays a text. */
function expressionsOf(patterns: ReadonlyMap<string, string>): readonly (RegExp | string)[] {
  const expressions: (RegExp | string)[] = []
  let alternatives: string[] = []
  let length = 0
  const close = (): void => {
    if (alternatives.length > 0) expressions.push(new RegExp(alternatives.join('|'), 'g'))
    alternatives = []
    length = 0
  }
  for (const [pattern, form] of [...patterns].sort(([a], [b]) => b.length - a.length)) {
    if (pattern.length > LONGEST_EXPRESSION) {
      expressions.push(form)
      continue
    }
    if (length + pattern.length > LONGEST_EXPRESSION) close()
    alternatives.push(pattern)
    length += pattern.length
  }
  close()
  return expressions
}

/** The value in plain form, and as it is written in JSON and in a URL. */
function formsOf(value: string): ReadonlySet<string> {
  const json = JSON.stringify(value).slice(1, -1)
  return new Set([value, json, encoded(value)])
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    // A lone surrogate cannot be encoded for a URL.
    return value
  }
}
