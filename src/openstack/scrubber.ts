import type { Place } from './secret-values.ts'

/** Shorter ones are redacted in their places only, for they would be found all over a text. */
const SHORTEST = { secret: 4, driver: 8 } as const

/** Characters of all values together; a text is not searched for more, but goes as a whole. */
const MOST = 524_288

/** Remembers values that are redacted, and takes them out of texts that quote them. */
export class Scrubber {
  readonly #patterns = new Set<string>()
  #expression: RegExp | undefined
  #size = 0

  /** A value within a driver's object is looked for as a whole word only. */
  add(value: string, place: Place): void {
    if (place === 'open' || value.length < SHORTEST[place]) return
    for (const form of formsOf(value)) {
      const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      const pattern = place === 'secret' ? literal : `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`
      if (this.#patterns.has(pattern)) continue
      this.#size += pattern.length
      if (this.#size > MOST) return
      this.#patterns.add(pattern)
    }
    this.#expression = undefined
  }

  scrub(text: string): string {
    if (this.#size > MOST) return '[redacted]'
    if (this.#patterns.size === 0) return text
    this.#expression ??= new RegExp(
      [...this.#patterns].sort((a, b) => b.length - a.length).join('|'),
      'g',
    )
    return text.replace(this.#expression, '[redacted]')
  }
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
