import { findThroughCodes, type Piece, replacePieces } from './decoded.ts'
import { lowerCase } from './lower-case.ts'
import { isOrdinary } from './ordinary.ts'
import { formsOf, type SecretForm } from './secret-forms.ts'
import { type Vocabulary, vocabularyOfDocuments } from './vocabulary.ts'
import { hashOf, nextHash, WINDOW, WindowFilter } from './windows.ts'

export const REDACTED = '[redacted]'

/** A secret must have this many characters to be searched for in texts; its own field is always redacted. */
const SHORTEST_WORD = 6

/** A Fernet or JWS token of Identity. It is found by its form, since that of a killed run is not known. */
const TOKEN = /gAAAA[\w-]{60,}={0,2}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{32,}/g

/** The most secrets from answers that are kept, and the most characters of each. */
const MOST_OF_ANSWERS = 1_000
const LONGEST_OF_ANSWERS = 4_096

/** A window in more places than this, such as the common beginning of tokens, is not searched for. */
const MOST_PLACES = 8

/** The place of a window in one form of a secret. */
interface Place {
  readonly form: SecretForm
  readonly at: number
}

/** UUIDs are not taken from answers: a target that puts an id into a secret field would hide it everywhere. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `own`: secrets that the user or Identity chose; `ofAnswers`: those that the target chose. */
export interface Secrets {
  readonly own: readonly string[]
  readonly ofAnswers: readonly string[]
}

/**
 * Every secret that this process knows. It removes them from texts: each sufficiently long piece of a
 * secret, in upper or lower case, plain or encoded (see {@link formsOf} and {@link findThroughCodes}).
 * Public words are not removed: those of the API documents, and ordinary short words
 * ({@link isOrdinary}).
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

  /** Called with each secret that is new here, so that it can be shared. */
  onNew: (secrets: Secrets) => void = () => {}

  constructor(vocabulary: () => Pick<Vocabulary, 'has'> = vocabularyOfDocuments) {
    this.#openVocabulary = vocabulary
  }

  /** Adds a secret of the user or of a session, such as a password or a token. */
  add(secret: string): void {
    if (this.#takeOwn(secret)) this.onNew({ own: [secret], ofAnswers: [] })
  }

  /**
   * Adds a secret that the target chose, such as the password of a volume's connection. Only pieces of
   * it that look random are removed, so that a target cannot remove ordinary words from reports.
   */
  addFromAnswer(secret: string): void {
    const kept = secret.slice(0, LONGEST_OF_ANSWERS)
    if (this.#takeFromAnswer(kept)) this.onNew({ own: [], ofAnswers: [kept] })
  }

  /** Adds secrets that others know, without a call of `onNew`. */
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

  /** The text with each piece of a secret replaced by `[redacted]`. */
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

  /** The longest piece of a secret that contains a window of the text and begins at `earliest` or later. */
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

  /** Forgets half of the secrets from answers: forgetting one would rebuild the index each time. */
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

/** The secrets of this process. They are removed from all that it writes to files and the terminal. */
export const knownSecrets = new KnownSecrets()
