import type { ResourceKind } from '../../../fixtures/core/ledger/resource-kind.ts'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'

/**
 * Checks that the ledger has all that was created according to the answers of a run: announced
 * before the request was sent, and its id recorded. Returns the first difference.
 */
export class Created {
  readonly #intended = new Set<string>()
  readonly #recorded = new Set<string>()
  /** Ids in answers, with the lines. */
  readonly #told = new Map<string, string>()
  /**
   * An answer may have been lost, or the run may have been killed, between a creation and its line.
   */
  #isTorn = false
  readonly #kinds: readonly ResourceKind[]

  constructor(kinds: readonly ResourceKind[]) {
    this.#kinds = kinds
  }

  /** Returns a contradiction. */
  enter(event: JournalEvent, place: string): string | undefined {
    switch (event.type) {
      case 'run-resumed':
        this.#isTorn = true
        return undefined
      case 'resource-intended':
        this.#intended.add(event.name)
        return undefined
      case 'resource-created':
        this.#recorded.add(event.id)
        return undefined
      case 'exchange':
        return this.#exchange(event.exchange, place)
      default:
        return undefined
    }
  }

  /** Returns a contradiction that can be seen only after all lines. */
  close(): string | undefined {
    if (this.#isTorn) return undefined
    for (const [id, place] of this.#told) {
      if (!this.#recorded.has(id))
        return `${place}: it created ${id}, which the ledger does not have`
    }
    for (const id of this.#recorded) {
      if (!this.#told.has(id)) return `the ledger has ${id}, which no answer contains`
    }
    return undefined
  }

  #exchange(exchange: Exchange, place: string): string | undefined {
    const asked = this.#kinds.filter((kind) => kind.asksForOne(exchange))
    if (asked.length === 0) return undefined
    const { response } = exchange
    if (response === undefined || response.status >= 500) {
      this.#isTorn = true
      return undefined
    }
    if (response.status >= 300) return undefined
    for (const kind of asked) {
      const created = kind.createdIn(exchange)
      if (created === undefined) continue
      const { id, name } = created
      this.#told.set(id, place)
      if (kind.goesWith === undefined && (name === undefined || !this.#intended.has(name))) {
        return `it created the ${kind.id} ${id}, which was not announced before`
      }
    }
    return undefined
  }
}
