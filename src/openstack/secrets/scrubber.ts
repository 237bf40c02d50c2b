import { isOrdinary } from '../../redaction/ordinary.ts'
import type { Place } from './secret-values.ts'

/** Shorter ones are redacted in their places only, for they would be found all over a text. */
const SHORTEST = { secret: 4, driver: 8 } as const

/** An id is no secret; that of a volume in a driver's object is the one that all answers name. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Characters of all values together; a text is not searched for more, but goes as a whole. */
const MOST = 524_288

/** Characters of one expression: V8 refuses those that are some times as long. */
const LONGEST_EXPRESSION = 8_192

/** Remembers values that are redacted, and takes them out of texts that quote them. */
export class Scrubber {
  readonly #anywhere = new Patterns()
  /** Ordinary short words: as a part of an id, a name or a status they have nothing to do with it. */
  readonly #inSentences = new Patterns()
  #size = 0

  /**
   * A value within a driver's object is looked for as a whole word only; an ordinary short word only
   * in texts of several words, such as messages.
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

/** Texts that are looked for. */
class Patterns {
  /** What is looked for, and the text that has to be there for it. */
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
    // Hardly any text quotes a secret, and to make an expression takes longer than to see that.
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

/** As few expressions as hold all patterns, the longest first; what is too long for one is a text. */
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

/** The value as it is, within JSON, and within a URL. */
function formsOf(value: string): ReadonlySet<string> {
  const json = JSON.stringify(value).slice(1, -1)
  return new Set([value, json, encoded(value)])
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    // Half a surrogate pair cannot be in a URL.
    return value
  }
}
