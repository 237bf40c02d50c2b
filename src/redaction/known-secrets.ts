import { findThroughCodes, type Piece, replacePieces } from './decoded.ts'
import { lowerCase } from './lower-case.ts'
import { isOrdinary } from './ordinary.ts'
import { formsOf, type SecretForm } from './secret-forms.ts'
import { type Vocabulary, vocabularyOfDocuments } from './vocabulary.ts'
import { hashOf, nextHash, WINDOW, WindowFilter } from './windows.ts'

export const REDACTED = '[redacted]'

/** Shorter secrets are redacted in their places only. */
const SHORTEST_WORD = 6

/** A token of Identity by its form, Fernet or JWS: that of a run that was killed is known to nobody. */
const TOKEN = /gAAAA[\w-]{60,}={0,2}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{32,}/g

/** Secrets that answers brought are kept up to this number, and each up to this length. */
const MOST_OF_ANSWERS = 1_000
const LONGEST_OF_ANSWERS = 4_096

/** A window that more secrets share, as the first characters of tokens, tells nothing by itself. */
const MOST_PLACES = 8

/** Where a window is in one form of a secret. */
interface Place {
  readonly form: SecretForm
  readonly at: number
}

/** An id is no secret: a target that calls one so would have it removed everywhere. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** By who chose them: the user and Identity, or answers of the target. */
export interface Secrets {
  readonly own: readonly string[]
  readonly ofAnswers: readonly string[]
}

/**
 * Every secret that this process knows, and how to remove them from a text: each piece of a secret
 * that is long enough to be one, in any case, as it is or coded (see {@link formsOf} and
 * {@link findThroughCodes}). What everybody may read is no piece of a secret: words of the API
 * documents, and ordinary short words ({@link isOrdinary}).
 */
export class KnownSecrets {
  readonly #windows = new Map<string, Place[]>()
  readonly #filter = new WindowFilter(20)
  readonly #own = new Set<string>()
  readonly #ofAnswers = new Set<string>()
  readonly #shortWords = new Set<string>()
  readonly #openVocabulary: () => Pick<Vocabulary, 'has'>
  #vocabulary: Pick<Vocabulary, 'has'> | undefined
  #shortWord: RegExp | undefined

  /** Told of what is new here, so that others can know it too. */
  onNew: (secrets: Secrets) => void = () => {}

  constructor(vocabulary: () => Pick<Vocabulary, 'has'> = vocabularyOfDocuments) {
    this.#openVocabulary = vocabulary
  }

  /** A secret of the user or of a session: a password, a token. */
  add(secret: string): void {
    if (this.#takeOwn(secret)) this.onNew({ own: [secret], ofAnswers: [] })
  }

  /**
   * A secret that the target chose, such as the password of a volume's connection. Of it only what
   * looks random is searched for: a target cannot have ordinary words removed from reports.
   */
  addFromAnswer(secret: string): void {
    const kept = secret.slice(0, LONGEST_OF_ANSWERS)
    if (this.#takeFromAnswer(kept)) this.onNew({ own: [], ofAnswers: [kept] })
  }

  /** What others know. */
  addAll({ own, ofAnswers }: Secrets): void {
    for (const secret of own) this.#takeOwn(secret)
    for (const secret of ofAnswers) this.#takeFromAnswer(secret)
  }

  get all(): Secrets {
    return { own: [...this.#own], ofAnswers: [...this.#ofAnswers] }
  }

  #takeOwn(secret: string): boolean {
    if (this.#own.has(secret) || secret.length < SHORTEST_WORD) return false
    if (secret.length < WINDOW && isOrdinary(secret)) return false
    this.#own.add(secret)
    this.#ofAnswers.delete(secret)
    this.#index(secret, true)
    return true
  }

  #takeFromAnswer(secret: string): boolean {
    if (this.#own.has(secret) || this.#ofAnswers.has(secret)) return false
    if (secret.length < SHORTEST_WORD || isOrdinary(secret) || UUID.test(secret)) return false
    this.#ofAnswers.add(secret)
    if (this.#ofAnswers.size > MOST_OF_ANSWERS) this.#forgetOldest()
    else this.#index(secret, false)
    return true
  }

  /** The text with `[redacted]` in place of each piece of a secret. */
  clean(text: string): string {
    const words = this.#withoutShortWords(text).replaceAll(TOKEN, REDACTED)
    if (this.#windows.size === 0 || words.length < WINDOW) return words
    const pieces = findThroughCodes(words, (plain) => this.#piecesIn(plain))
    return replacePieces(words, pieces, REDACTED)
  }

  #piecesIn(text: string): readonly Piece[] {
    const lower = lowerCase(text)
    const pieces: Piece[] = []
    let end = 0
    let hash = 0
    for (let at = 0; at < lower.length; at += 1) {
      hash = nextHash(hash, lower.charCodeAt(at))
      if (at - end < WINDOW - 1 || !this.#filter.mayHave(hash)) continue
      const piece = this.#pieceAt(lower, at - WINDOW + 1, end)
      if (piece === undefined) continue
      pieces.push(piece)
      end = piece.to
      at = end - 1
      hash = 0
    }
    return pieces
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
    this.#vocabulary ??= this.#openVocabulary()
    for (const form of formsOf(secret, wordsToo)) {
      for (let at = 0; at + WINDOW <= form.text.length; at += form.stride) {
        const window = form.text.slice(at, at + WINDOW)
        const places = this.#windows.get(window)
        if (places !== undefined) {
          if (places.length < MOST_PLACES) places.push({ form, at })
        } else if (!this.#vocabulary.has(window)) {
          this.#windows.set(window, [{ form, at }])
          this.#filter.add(hashOf(window))
        }
      }
    }
  }

  /** Half of the secrets of answers go at once, so that the table is not made anew for each. */
  #forgetOldest(): void {
    const kept = [...this.#ofAnswers].slice(MOST_OF_ANSWERS / 2)
    this.#ofAnswers.clear()
    this.#windows.clear()
    this.#shortWords.clear()
    this.#filter.clear()
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
