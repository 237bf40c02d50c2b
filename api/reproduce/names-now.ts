import { isJsonObject } from '../../src/openapi/json.ts'
import type { Body, ExchangeRequest } from '../../src/openstack/exchange.ts'

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What the ids and names of a recorded case are called when the case is performed again. */
export class NamesNow {
  readonly #now = new Map<string, string>()

  /** Learns from a recorded request, and the same one now. */
  learn(recorded: ExchangeRequest, now: ExchangeRequest): void {
    const [then, current] = [recorded.url.split(/[/?&=]/), now.url.split(/[/?&=]/)]
    if (then.length !== current.length) return
    for (const [index, part] of then.entries()) this.#pair(part, current[index])
    this.#compare(jsonIn(recorded.body), jsonIn(now.body))
  }

  /** The recorded request, with the names of now; undefined where one of its ids is not known. */
  inTerms(request: ExchangeRequest): ExchangeRequest | undefined {
    const ids = JSON.stringify([request.url, request.body]).match(UUID) ?? []
    if (!ids.every((id) => this.#now.has(id))) return undefined
    const renamed = JSON.parse(JSON.stringify(request), (_, value: unknown) =>
      typeof value === 'string' ? this.#renamed(value) : value,
    )
    return renamed
  }

  #renamed(text: string): string {
    let renamed = text
    for (const [then, now] of this.#now) renamed = renamed.replaceAll(then, now)
    return renamed
  }

  #compare(then: unknown, now: unknown): void {
    if (typeof then === 'string') this.#pair(then, now)
    if (Array.isArray(then) && Array.isArray(now)) {
      for (const [index, item] of then.entries()) this.#compare(item, now[index])
    }
    if (!isJsonObject(then) || !isJsonObject(now)) return
    for (const [name, value] of Object.entries(then)) this.#compare(value, now[name])
  }

  #pair(then: string, now: unknown): void {
    if (typeof now !== 'string' || this.#now.has(then)) return
    // Other texts mean the same now as then.
    if (then !== now || then.match(UUID) !== null) this.#now.set(then, now)
  }
}

function jsonIn(body: Body): unknown {
  return body.kind === 'json' ? body.value : undefined
}
