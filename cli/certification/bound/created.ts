import { z } from 'zod'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { ResourceKind } from '../../../src/journal/events/resource-events.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'

const withId = z.object({ id: z.string() })
const told = z.object({
  server: withId.optional(),
  volume: withId.optional(),
  attachment: withId.optional(),
})
const asked = z.object({
  server: z.object({ name: z.string() }).optional(),
  volume: z.object({ name: z.string() }).optional(),
})

/** Adds something to a list, or gives its name to a volume that Compute has made of an image. */
const CREATION = /^POST .*\/(servers|volumes|attachments)$|^PUT .*\/volumes\/[^/]+$/

/**
 * What the answers of a run say was created is in its ledger: it was intended before the request left,
 * and its id was written down. Tells of the first thing that is not.
 */
export class Created {
  readonly #intended = new Set<string>()
  readonly #recorded = new Set<string>()
  /** Ids that answers have told, and where. */
  readonly #told = new Map<string, string>()
  /** An answer may have been lost, or the run killed, between a creation and its line. */
  #isTorn = false

  /** Returns what does not follow. */
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

  /** What does not fit together when all lines are known. */
  close(): string | undefined {
    if (this.#isTorn) return undefined
    for (const [id, place] of this.#told) {
      if (!this.#recorded.has(id)) return `${place}: it made ${id}, which the ledger does not have`
    }
    for (const id of this.#recorded) {
      if (!this.#told.has(id)) return `the ledger has ${id}, which no answer tells of`
    }
    return undefined
  }

  #exchange({ request, response }: Exchange, place: string): string | undefined {
    const [url = ''] = request.url.split('?')
    if (!CREATION.test(`${request.method} ${url}`)) return undefined
    if (response === undefined || response.status >= 500) {
      this.#isTorn = true
      return undefined
    }
    if (response.status >= 300 || response.body.kind !== 'json') return undefined
    const body = told.safeParse(response.body.value).data ?? {}
    for (const kind of ['server', 'volume', 'attachment'] satisfies ResourceKind[]) {
      const id = body[kind]?.id
      if (id === undefined) continue
      this.#told.set(id, place)
      const name = kind === 'attachment' ? undefined : nameIn(request.body, kind)
      if (kind !== 'attachment' && (name === undefined || !this.#intended.has(name))) {
        return `it made the ${kind} ${id}, which was not announced before`
      }
    }
    return undefined
  }
}

function nameIn(body: Exchange['request']['body'], kind: 'server' | 'volume'): string | undefined {
  const value = body.kind === 'json' ? body.value : undefined
  return asked.safeParse(value).data?.[kind]?.name
}
