import type { Token } from './token.ts'

/** A token is renewed this long before it expires, but not before three quarters of its lifetime. */
const MARGIN_MS = 120_000

/** Holds a token and renews it before it expires. Concurrent callers share one renewal. */
export class TokenKeeper {
  #token: Token
  #renewal: Promise<Token> | undefined
  readonly #renew: () => Promise<Token>

  constructor(token: Token, renew: () => Promise<Token>) {
    this.#token = token
    this.#renew = renew
  }

  /** The current token, which may have expired. */
  get token(): Token {
    return this.#token
  }

  /** A token that has not expired. Throws what the renewal threw, if the current one has expired. */
  async valid(): Promise<Token> {
    const { obtainedAt, expiresAt } = this.#token
    const margin = Math.min(MARGIN_MS, (expiresAt - obtainedAt) / 4)
    if (performance.now() < expiresAt - margin) return this.#token
    try {
      return await this.#renewed()
    } catch (error) {
      if (performance.now() >= expiresAt) throw error
      return this.#token
    }
  }

  /**
   * A token to use instead of one that a service has refused: the current one, if it is another one
   * by now, else a new one. Throws what the renewal threw.
   */
  async inPlaceOf(refused: string): Promise<Token> {
    return this.#token.id.reveal() === refused ? this.#renewed() : this.#token
  }

  async #renewed(): Promise<Token> {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined
    })
    this.#token = await this.#renewal
    return this.#token
  }
}
