import { NotAsRecorded } from '../../../fixtures/core/replay/recollection.ts'
import { sameRequest } from '../../../fixtures/core/replay/same-request.ts'
import type { Persona } from '../../../src/openapi/contract.ts'
import type { Exchange, ExchangeRequest } from '../../../src/openstack/exchange.ts'

/** What discovery asked and was answered in one segment of a run, each given out once. */
export class RecordedDiscovery {
  readonly #exchanges: Exchange[]

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = [...exchanges]
  }

  /** The answer to a request, which may be a repetition of another. Throws {@link NotAsRecorded}. */
  answerTo(persona: Persona, sent: ExchangeRequest, repeats?: string): Exchange {
    const found = this.#take(
      (one) => one.persona === persona && one.repeats === repeats && sameRequest(one.request, sent),
    )
    if (found !== undefined) return found
    throw new NotAsRecorded(
      `the ${persona} asks ${sent.method} ${sent.url}, which is not in the evidence`,
    )
  }

  /** How Identity answered when the persona asked for its token. Throws {@link NotAsRecorded}. */
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

  /** What is there and was not asked for; a token may have been renewed meanwhile. */
  get left(): Exchange | undefined {
    return this.#exchanges.find(({ service }) => service !== 'identity')
  }

  /** The last of the repetitions of an exchange; itself where it has none. */
  lastOf(exchange: Exchange): Exchange {
    const again = this.#take(({ repeats }) => repeats === exchange.id)
    return again === undefined ? exchange : this.lastOf(again)
  }

  #take(isIt: (exchange: Exchange) => boolean): Exchange | undefined {
    const at = this.#exchanges.findIndex(isIt)
    return at < 0 ? undefined : this.#exchanges.splice(at, 1)[0]
  }
}
