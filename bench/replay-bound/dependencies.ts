import { z } from 'zod'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { RecordedEvent, RecordedExchange } from './recording.ts'

/** A request of the recording, and what has to have been answered before it is sent. */
export interface Step {
  readonly recorded: RecordedExchange
  readonly after: ReadonlySet<Step>
  /**
   * Set for the last look of a wait, when what was waited for had happened: the ids of what was
   * waited for, or where it is not named by an id, all that its chain has named so far.
   */
  settles?: ReadonlySet<string>
}

/** Steps that one actor took: a case, what serves several cases, or the making of one thing. */
type Chain = Step[]

/** Two clocks in one: `at` is a whole number of ms, durations are not. */
const CLOCK_MS = 1

/**
 * What one case makes for others with what it has on loan, as `fixtures/core/made-once.ts` names it: its
 * requests are among those of the case.
 */
const MADE_BY_CASE = / by (?<maker>[^ ]+)$/

/** An id as clouds make them. */
export const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/g

/**
 * The order that a recording imposes, without the time that its sender took to think:
 * - the requests of a case, or of what serves several cases, follow upon each other as they did;
 * - who is lent something waits for its last borrower, or for whoever made it;
 * - who is lent nothing waits for another such case to end, if one had when it began;
 * - who names something waits for what its maker did before;
 * - a server that goes from state to state waits for its visitors, and they wait for it;
 * - the clean-up waits for everybody.
 */
export function stepsOf(events: readonly RecordedEvent[]): readonly Step[] {
  return new Sorting().sort(events)
}

class Sorting {
  readonly #chains = new Map<string, Chain>()
  /** Chain that made the thing of an id. */
  readonly #makers = new Map<string, Chain>()
  /** Ids by the names that were given: waits for new things tell of them by their name. */
  readonly #ids = new Map<string, string>()
  /** Chain that had something on loan last. */
  readonly #borrowers = new Map<string, Chain>()
  /** What a case has to wait for before its first step. */
  readonly #starts = new Map<Chain, Chain[]>()
  /** The cases that visited the server of a group since it last went on. */
  readonly #visitors = new Map<string, Chain[]>()
  /** Cases that were lent nothing, of which so many may go on at a time. */
  readonly #seated = new Set<Chain>()
  /** Those of them that have ended and in whose place no other has begun. */
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
    const things = [...(lent?.servers ?? []), ...Object.values(lent?.volumes ?? {}).flat()]
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

/** Those of the steps that no other of them waits for. */
function lastOf(steps: readonly Step[]): ReadonlySet<Step> {
  const last = new Set(steps)
  for (const { after } of steps) for (const before of after) last.delete(before)
  return last
}

/** What is in nobody's name has a chain for each thing that it is about. */
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

/** The ids that stand in a text. */
export function idsIn(text: string): readonly string[] {
  return text.match(ID) ?? []
}

/** The ids that a request names. */
export function idsOf({ url, body }: RecordedExchange['exchange']['request']): readonly string[] {
  return idsIn(`${url} ${bodyText(body) ?? ''}`)
}

const Creation = z.record(z.string(), z.object({ id: z.string() }))

/** The id of what a request has created; an attach creates nothing that has an id of its own. */
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
