import { TransportError } from '../transport-error.ts'

/** How many requests may be sent, and after how many to stop beginning anything new. */
export interface RequestShare {
  readonly most: number
  readonly enough: number
}

interface Told {
  /** Called once when `enough` requests have been sent. */
  readonly onEnough?: () => void
  /** Called once when a request is not sent. */
  readonly onSpent?: () => void
}

/** The requests that a run may still send. Those which are under way count as well as those that failed. */
export class RequestBudget {
  readonly #share: RequestShare
  readonly #told: Told
  #spent = 0
  #isSpent = false

  constructor(share: RequestShare, told: Told = {}) {
    this.#share = share
    this.#told = told
  }

  /** Takes one request. Throws {@link TransportError} when there is none left. */
  take(): void {
    if (this.#spent >= this.#share.most) {
      if (!this.#isSpent) this.#told.onSpent?.()
      this.#isSpent = true
      throw new TransportError('spent')
    }
    this.#spent += 1
    if (this.#spent === this.#share.enough) this.#told.onEnough?.()
  }

  /** Gives all that are left but `kept` to somebody else, who counts them; at least none. */
  lend(kept: number): number {
    const lent = Math.max(0, this.#share.most - this.#spent - kept)
    this.#spent += lent
    return lent
  }
}
