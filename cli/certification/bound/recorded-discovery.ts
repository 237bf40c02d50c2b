import { NotAsRecorded } from '../../../fixtures/core/replay/recollection.ts'
import { sameRequest } from '../../../fixtures/core/replay/same-request.ts'
import type { Persona } from '../../../src/openapi/contract.ts'
import type { Exchange, ExchangeRequest } from '../../../src/openstack/exchange.ts'

/** The exchanges of discovery in one segment of a run. Each is used once. */
export class RecordedDiscovery {
  readonly #exchanges: Exchange[]

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = [...exchanges]
  }

  /** The answer to a request, which may have been repeated. Throws {@link NotAsRecorded}. */
  answerTo(persona: Persona, sent: ExchangeRequest, repeats?: string): Exchange {
    const found = this.#take(
      (one) => one.persona === persona && one.repeats === repeats && sameRequest(one.request, sent),
    )
    if (found !== undefined) return found
    throw new NotAsRecorded(
      `the ${persona} asks ${sent.method} ${sent.url}, which is not in the evidence`,
    )
  }

  /** The answer of Identity when the persona requested its token. Throws {@link NotAsRecorded}. */
  tokenOf(persona: Persona, url: string): Exchange {
    const found = this.#take(
      (one) => one.persona === persona && one.service === 'identity' && one.repeats === undefined,
    )
    if (found === undefined) {
      throw new NotAsRecorded(
        `the ${persona} asks ${url} for a token, which is not in the evidence`,
      )
    }
    if (found.request.url === url) return this.lastOf(found)
    throw new NotAsRecorded(
      `the ${persona} has asked ${found.request.url} for its token, not ${url}`,
    )
  }

  /** An exchange that was not used; renewals of tokens do not count. */
  get left(): Exchange | undefined {
    return this.#exchanges.find(({ service }) => service !== 'identity')
  }

  /** The last repetition of an exchange; the exchange itself where there is none. */
  lastOf(exchange: Exchange): Exchange {
    const again = this.#take(({ repeats }) => repeats === exchange.id)
    return again === undefined ? exchange : this.lastOf(again)
  }

  #take(isIt: (exchange: Exchange) => boolean): Exchange | undefined {
    const at = this.#exchanges.findIndex(isIt)
    return at < 0 ? undefined : this.#exchanges.splice(at, 1)[0]
  }
}
