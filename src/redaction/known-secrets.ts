import { lowerCase } from './lower-case.ts'
import { isOrdinary } from './ordinary.ts'
import { formsOf, type SecretForm } from './secret-forms.ts'

export const REDACTED = '[redacted]'

/** A secret is looked for by so many characters at a time; shorter ones are whole words. */
const WINDOW = 8
/** Shorter secrets are redacted in their places only. */
const SHORTEST_WORD = 6

/** Secrets that answers brought are kept up to this number, and each up to this length. */
const MOST_OF_ANSWERS = 1_000
const LONGEST_OF_ANSWERS = 4_096

/** A window that more secrets share, as the first characters of tokens, tells nothing by itself. */
const MOST_PLACES = 8

/** Bits of the filter that tells most texts from secrets without a look at the table. */
const FILTER_BITS = 20

/** Where a window is in one form of a secret. */
interface Place {
  readonly form: SecretForm
  readonly at: number
}

interface Piece {
  readonly from: number
  readonly to: number
}

/**
 * Every secret that this process knows, and how to remove them from a text: each piece of a secret
 * that is long enough to be one, in any case, as it is or coded (see {@link formsOf}). A secret that is
 * an ordinary short word ({@link isOrdinary}) is not searched for.
 */
export class KnownSecrets {
  readonly #windows = new Map<string, Place[]>()
  readonly #filter = new Uint8Array(1 << (FILTER_BITS - 3))
  readonly #own = new Set<string>()
  readonly #ofAnswers = new Set<string>()
  readonly #shortWords = new Set<string>()
  #shortWord: RegExp | undefined

  /** A secret of the user or of a session: a password, a token. */
  add(secret: string): void {
    if (this.#own.has(secret) || secret.length < SHORTEST_WORD || isOrdinary(secret)) return
    this.#own.add(secret)
    this.#ofAnswers.delete(secret)
    this.#index(secret, true)
  }

  /**
   * A secret that the target chose, such as the password of a volume's connection. Of it only what
   * looks random is searched for: a target cannot have ordinary words removed from reports.
   */
  addFromAnswer(secret: string): void {
    const kept = secret.slice(0, LONGEST_OF_ANSWERS)
    if (this.#own.has(kept) || this.#ofAnswers.has(kept)) return
    if (kept.length < SHORTEST_WORD || isOrdinary(kept)) return
    this.#ofAnswers.add(kept)
    if (this.#ofAnswers.size > MOST_OF_ANSWERS) this.#forgetOldest()
    else this.#index(kept, false)
  }

  /** The text with `[redacted]` in place of each piece of a secret. */
  clean(text: string): string {
    const words = this.#withoutShortWords(text)
    if (this.#windows.size === 0 || words.length < WINDOW) return words
    const lower = lowerCase(words)
    let cleaned = ''
    let copied = 0
    let hash = 0
    for (let at = 0; at < lower.length; at += 1) {
      hash = next(hash, lower.charCodeAt(at))
      if (at - copied < WINDOW - 1 || !this.#mayBegin(hash)) continue
      const piece = this.#pieceAt(lower, at - WINDOW + 1, copied)
      if (piece === undefined) continue
      cleaned += `${words.slice(copied, piece.from)}${REDACTED}`
      copied = piece.to
      at = piece.to - 1
      hash = 0
    }
    return copied === 0 ? words : cleaned + words.slice(copied)
  }

  /** The longest piece of a secret around a window; it begins at `earliest` or later. */
  #pieceAt(lower: string, window: number, earliest: number): Piece | undefined {
    let longest: Piece | undefined
    for (const { form, at } of this.#windows.get(lower.slice(window, window + WINDOW)) ?? []) {
      let before = 0
      while (
        before < Math.min(at, window - earliest) &&
        lower[window - before - 1] === form.text[at - before - 1]
      ) {
        before += 1
      }
      let length = WINDOW
      while (at + length < form.text.length && lower[window + length] === form.text[at + length]) {
        length += 1
      }
      if (!form.isPiece(at - before, at + length)) continue
      const piece = { from: window - before, to: window + length }
      if (longest === undefined || piece.to - piece.from > longest.to - longest.from)
        longest = piece
    }
    return longest
  }

  #index(secret: string, wordsToo: boolean): void {
    if (secret.length < WINDOW) {
      this.#shortWords.add(secret)
      this.#shortWord = undefined
    }
    for (const form of formsOf(secret, wordsToo)) {
      for (let at = 0; at + WINDOW <= form.text.length; at += form.stride) {
        const window = form.text.slice(at, at + WINDOW)
        const places = this.#windows.get(window)
        if (places === undefined) this.#windows.set(window, [{ form, at }])
        else if (places.length < MOST_PLACES) places.push({ form, at })
        let hash = 0
        for (const character of windowCodes(window)) hash = next(hash, character)
        const bit = bitOf(hash)
        this.#filter[bit >>> 3] = (this.#filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
      }
    }
  }

  #mayBegin(hash: number): boolean {
    const bit = bitOf(hash)
    return ((this.#filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  /** Half of the secrets of answers go at once, so that the table is not made anew for each. */
  #forgetOldest(): void {
    const kept = [...this.#ofAnswers].slice(MOST_OF_ANSWERS / 2)
    this.#ofAnswers.clear()
    this.#windows.clear()
    this.#shortWords.clear()
    this.#filter.fill(0)
    for (const secret of this.#own) this.#index(secret, true)
    for (const secret of kept) {
      this.#ofAnswers.add(secret)
      this.#index(secret, false)
    }
  }

  #withoutShortWords(text: string): string {
    if (this.#shortWords.size === 0) return text
    const literals = () =>
      [...this.#shortWords].map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    this.#shortWord ??= new RegExp(
      `(?<![A-Za-z0-9])(?:${literals().join('|')})(?![A-Za-z0-9])`,
      'gi',
    )
    return text.replace(this.#shortWord, REDACTED)
  }
}

/** The secrets of this process: what it writes to a disk or a screen has none of them. */
export const knownSecrets = new KnownSecrets()

/** A hash of the last eight characters: those before have left the 32 bits. */
function next(hash: number, character: number): number {
  return (hash << 4) ^ character
}

function bitOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - FILTER_BITS)
}

function windowCodes(window: string): number[] {
  return Array.from({ length: window.length }, (_, at) => window.charCodeAt(at))
}
