import type { Token } from './token.ts'

/** The token is renewed this long before it expires, or at three quarters of a short life. */
const MARGIN_MS = 120_000

/** Keeps a token that is good for the next request. Concurrent callers share one renewal. */
export class TokenKeeper {
  #token: Token
  #renewal: Promise<Token> | undefined
  readonly #renew: () => Promise<Token>

  constructor(token: Token, renew: () => Promise<Token>) {
    this.#token = token
    this.#renew = renew
  }

  /** The token as it is, with what Identity said about it. */
  get token(): Token {
    return this.#token
  }

  /** A token that has not expired. Throws what the renewal threw, if the old one is of no use. */
  async valid(): Promise<Token> {
    const { obtainedAt, expiresAt } = this.#token
    const margin = Math.min(MARGIN_MS, (expiresAt - obtainedAt) / 4)
    if (Date.now() < expiresAt - margin) return this.#token
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined
    })
    try {
      this.#token = await this.#renewal
    } catch (error) {
      if (Date.now() >= expiresAt) throw error
    }
    return this.#token
  }
}
