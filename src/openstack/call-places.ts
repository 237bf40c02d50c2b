import type { Persona } from '../openapi/contract.ts'
import type { ExchangeRequest } from './exchange.ts'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/**
 * Tells the requests of a case apart by their places, which are equal each time the case is performed. How
 * often a case looks before something has come is left to chance: equal requests, with no change between
 * them, have one place.
 */
export class CallPlaces {
  #changes = 0
  #seen = new Map<string, string[]>()

  /** The place of the next request, which is sent as this persona in this phase of the case. */
  next(phase: string, persona: Persona, { method, url, headers }: ExchangeRequest): string {
    const isRead = READS.has(method)
    if (!isRead) {
      this.#changes += 1
      this.#seen = new Map()
    }
    const alike = `${phase} ${persona} ${method} after ${this.#changes}`
    if (!isRead) return alike
    const seen = this.#seen.get(alike) ?? []
    this.#seen.set(alike, seen)
    // The token itself is not in a record.
    const request = JSON.stringify([url, { ...headers, 'x-auth-token': 'x-auth-token' in headers }])
    if (!seen.includes(request)) seen.push(request)
    return `${alike}, ${seen.indexOf(request)}`
  }
}
