import { z } from 'zod'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { RecordedEvent, RecordedExchange } from './recording.ts'

/** A request of the recording, and the requests that must have been answered before it is sent. */
export interface Step {
  readonly recorded: RecordedExchange
  readonly after: ReadonlySet<Step>
  /**
   * Set for the last poll of a wait, in which the awaited state was seen: the ids of the awaited
   * resource or, when the request names it without an id, all ids that its chain has named before.
   */
  settles?: ReadonlySet<string>
}

/** The steps of one actor: of a case, of something that several cases share, or of creating a resource. */
type Chain = Step[]

/** The tolerance for comparing times: `at` is in whole ms, durations are not. */
const CLOCK_MS = 1

/**
 * The name that `fixtures/core/made-once.ts` gives to what one case creates for others with resources
 * that it has borrowed; its requests belong to that case.
 */
const MADE_BY_CASE = / by (?<maker>[^ ]+)$/

/** The forms of ids in OpenStack. */
export const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/g

/**
 * The dependencies between the requests of a recording, without the time that Attest took between them:
 * - the requests of a case, or of something that several cases share, keep their order;
 * - a case that borrows a resource waits for the previous borrower, or for the creation of the resource;
 * - a case that borrows nothing waits for the end of another such case, if one had ended when it began;
 * - a request that names a resource waits for what the creator of the resource had sent before;
 * - a server that is taken through several states waits for the cases that use each state, and they
 *   wait for it;
 * - the clean-up waits for everything else.
 */
export function stepsOf(events: readonly RecordedEvent[]): readonly Step[] {
  return new Sorting().sort(events)
}

class Sorting {
  readonly #chains = new Map<string, Chain>()
  /** The chain that created the resource of each id. */
  readonly #makers = new Map<string, Chain>()
  /** Ids by the names of resources: waits for new resources name these. */
  readonly #ids = new Map<string, string>()
  /** The chain that has borrowed each resource last. */
  readonly #borrowers = new Map<string, Chain>()
  /** The chains that must have ended before the first step of a case. */
  readonly #starts = new Map<Chain, Chain[]>()
  /** The cases that have used the server of a group since its last change of state. */
  readonly #visitors = new Map<string, Chain[]>()
  /** The cases that borrow nothing; their number at a time is limited. */
  readonly #seated = new Set<Chain>()
  /** Those of them that have ended and were not replaced by another case yet. */
  readonly #ended: Chain[] = []
  readonly #steps: Step[] = []

  sort(events: readonly RecordedEvent[]): readonly Step[] {
    for (const event of events) {
      if (event.type === 'case-started') this.#start(event)
      else if (event.type === 'case-finished') this.#finish(event)
      else if (event.type === 'exchange') this.#take(event)
      else if (event.type === 'waited') this.#settle(event)
    }
    return this.#steps
  }

  #start({ case: id, lent }: Extract<RecordedEvent, { type: 'case-started' }>): void {
    const chain = this.#chain(`case ${id}`)
    const things = Object.values(lent?.things ?? {}).flat()
    const befores = things.flatMap((thing) => {
      const before = this.#borrowers.get(thing.id) ?? this.#makers.get(thing.id)
      this.#borrowers.set(thing.id, chain)
      return before === undefined ? [] : [before]
    })
    const group = lent?.state?.group
    if (lent !== undefined && things.length === 0 && group === undefined) {
      const before = this.#ended.shift()
      if (before !== undefined) befores.push(before)
      this.#seated.add(chain)
    }
    if (group !== undefined) {
      befores.push(this.#chain(`group ${group}`))
      this.#visitors.set(group, [...(this.#visitors.get(group) ?? []), chain])
    }
    this.#starts.set(chain, befores)
  }

  #finish({ case: id }: Extract<RecordedEvent, { type: 'case-finished' }>): void {
    const chain = this.#chain(`case ${id}`)
    if (this.#seated.has(chain)) this.#ended.push(chain)
  }

  #take(event: RecordedExchange): void {
    const chain = this.#chain(chainName(event))
    const cleansUp = event.case === undefined && event.phase === 'clean-up'
    const befores = cleansUp
      ? [this.#steps]
      : [
          chain,
          ...(chain.length === 0 ? (this.#starts.get(chain) ?? []) : []),
          ...((event.group !== undefined && this.#visitors.get(event.group)) || []),
          ...this.#makersOf(event),
        ]
    const hadEnded = ({ recorded: { exchange } }: Step): boolean =>
      exchange.at + exchange.durationMs <= event.exchange.at + CLOCK_MS
    const after = lastOf(befores.flatMap((before) => before.filter(hadEnded)))
    const step: Step = { recorded: event, after }
    chain.push(step)
    this.#steps.push(step)
    const made = madeBy(event)
    if (made === undefined || this.#makers.has(made)) return
    this.#makers.set(made, chain)
    const name = nameIn(event)
    if (name !== undefined) this.#ids.set(name, made)
  }

  #makersOf({ exchange: { request } }: RecordedExchange): Chain[] {
    return idsOf(request).flatMap((id) => {
      const maker = this.#makers.get(id)
      return maker === undefined ? [] : [maker]
    })
  }

  #settle(event: Extract<RecordedEvent, { type: 'waited' }>): void {
    const chain = this.#waitingChain(event)
    const last = chain?.at(-1)
    if (chain === undefined || last === undefined) return
    const named = idsIn(event.for)
    last.settles = new Set(
      named.length > 0 ? named : chain.flatMap(({ recorded }) => idsOf(recorded.exchange.request)),
    )
  }

  #waitingChain(event: Extract<RecordedEvent, { type: 'waited' }>): Chain | undefined {
    if (event.case !== undefined || event.group !== undefined) {
      return this.#chain(scopeName(event))
    }
    const id = event.for.split(' ').flatMap((word) => this.#ids.get(word) ?? [])[0]
    return this.#chains.get(`clean-up of ${id}`) ?? this.#chains.get(`arrange of ${id}`)
  }

  #chain(name: string): Chain {
    const chain = this.#chains.get(name) ?? []
    this.#chains.set(name, chain)
    return chain
  }
}

/** The steps for which none of the others waits. */
function lastOf(steps: readonly Step[]): ReadonlySet<Step> {
  const last = new Set(steps)
  for (const { after } of steps) for (const before of after) last.delete(before)
  return last
}

/** The name of the chain of an exchange; one that belongs to no actor has a chain for each resource. */
function chainName(event: RecordedExchange): string {
  if (event.case !== undefined || event.group !== undefined) return scopeName(event)
  const named = idsIn(new URL(event.exchange.request.url).pathname).at(-1)
  return `${event.phase} of ${madeBy(event) ?? named}`
}

function scopeName(scope: {
  readonly case?: string | undefined
  readonly group?: string | undefined
}) {
  const maker = scope.case ?? scope.group?.match(MADE_BY_CASE)?.groups?.maker
  return maker === undefined ? `group ${scope.group}` : `case ${maker}`
}

/** The ids in a text. */
export function idsIn(text: string): readonly string[] {
  return text.match(ID) ?? []
}

/** The ids that a request names. */
export function idsOf({ url, body }: RecordedExchange['exchange']['request']): readonly string[] {
  return idsIn(`${url} ${bodyText(body) ?? ''}`)
}

const Creation = z.record(z.string(), z.object({ id: z.string() }))

/** The id of the resource that a request has created. An attach creates nothing with its own id. */
export function madeBy({ exchange: { request, response } }: RecordedExchange): string | undefined {
  if (request.method !== 'POST' || response?.body.kind !== 'json') return undefined
  if (request.url.includes('/os-volume_attachments')) return undefined
  const created = Creation.safeParse(response.body.value)
  return created.success ? Object.values(created.data)[0]?.id : undefined
}

const Named = z.record(z.string(), z.object({ name: z.string() }))

/** The name that a request gives to what it creates. */
function nameIn({ exchange: { request } }: RecordedExchange): string | undefined {
  if (request.body.kind !== 'json') return undefined
  const named = Named.safeParse(request.body.value)
  return named.success ? Object.values(named.data)[0]?.name : undefined
}
