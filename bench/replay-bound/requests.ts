import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Account } from '../reference/cloud-process.ts'
import { ID, idsIn, idsOf, madeBy } from './dependencies.ts'
import type { RecordedEvent, RecordedExchange } from './recording.ts'

/** The text in place of secrets in a recording. */
const REDACTED = '[redacted]'

const TOKEN = 'x-auth-token'

/** A token that every service refuses, in place of tokens that were refused in the recording. */
const BAD_TOKEN = 'a-token-that-nobody-has'

export interface ReadyRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Translates recorded requests for the cloud of the replay, where resources have other ids. */
export class Translation {
  readonly #ids = new Map<string, string>()
  readonly #own: ReadonlySet<string>
  readonly #made: ReadonlySet<string>
  readonly #tokens: ReadonlyMap<string, string>

  /**
   * `tokens` are by persona. `own` ids were chosen by the sender and are not translated. The ids in
   * `made` were created by a request, and are learned only from the answer to that request.
   */
  constructor(
    tokens: ReadonlyMap<string, string>,
    own: ReadonlySet<string>,
    made: ReadonlySet<string> = new Set(),
  ) {
    this.#tokens = tokens
    this.#own = own
    this.#made = made
  }

  /** Notes the id here of a recorded id. */
  learn(recorded: string, present: string): void {
    if (recorded === present || this.#own.has(recorded)) return
    if (!this.#ids.has(recorded)) this.#ids.set(recorded, present)
  }

  /**
   * Learns ids from two answers to the same request, where they have the same structure and are about
   * the same resources: lists of two clouds may differ in order. `making` means that the request has
   * created something.
   */
  learnFrom(recorded: unknown, present: unknown, making = false): void {
    if (typeof recorded === 'string' && typeof present === 'string') {
      if (!making && this.#made.has(recorded)) return
      if (isId(recorded) && isId(present)) this.learn(recorded, present)
    } else if (isObject(recorded) && isObject(present)) {
      const keys = Object.keys(recorded)
      if (Array.isArray(recorded) && keys.length !== Object.keys(present).length) return
      if (keys.some((key) => this.#contradicts(recorded[key], present[key]))) return
      for (const key of keys) this.learnFrom(recorded[key], present[key], making)
    }
  }

  /** Whether the ids are known to be of different resources. */
  #contradicts(recorded: unknown, present: unknown): boolean {
    if (typeof recorded !== 'string' || typeof present !== 'string') return false
    if (!isId(recorded) || !isId(present)) return false
    if (this.#own.has(recorded)) return recorded !== present
    const known = this.#ids.get(recorded)
    return known !== undefined && known !== present
  }

  /** The ids whose translation is known, with their translations. */
  known(ids: Iterable<string>): (readonly [was: string, is: string])[] {
    return [...ids].flatMap((was) => {
      const is = this.#ids.get(was)
      return is === undefined ? [] : [[was, is] as const]
    })
  }

  request({ exchange }: RecordedExchange): ReadyRequest {
    const { method, url, headers, body } = exchange.request
    const { pathname, search } = new URL(url)
    const text = bodyText(body)
    return {
      method,
      // The recorded text is used, as URL would normalise the path.
      path: this.#here(url.slice(url.indexOf('/', url.indexOf('//') + 2)) || pathname + search),
      headers: this.#headersOf(headers, exchange),
      body: text === undefined ? undefined : this.#here(text),
    }
  }

  #headersOf(
    headers: Readonly<Record<string, string>>,
    { persona, response }: RecordedExchange['exchange'],
  ): Record<string, string> {
    if (headers[TOKEN] !== REDACTED) return { ...headers }
    const token = response?.status === 401 ? BAD_TOKEN : (this.#tokens.get(persona) ?? BAD_TOKEN)
    return { ...headers, [TOKEN]: token }
  }

  #here(text: string): string {
    return text.replace(ID, (id) => this.#ids.get(id) ?? id)
  }
}

/** The ids that were sent before any answer had them. Ids of projects are not included: Identity sends them. */
export function idsOfSender(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const own = new Set<string>()
  const told = new Set<string>(projectsIn(events).values())
  for (const event of events) {
    if (event.type !== 'exchange') continue
    const { request, response } = event.exchange
    for (const id of idsOf(request)) if (!told.has(id)) own.add(id)
    for (const id of idsIn(JSON.stringify(response?.body) ?? '')) told.add(id)
  }
  return own
}

/** The ids of everything that requests of the recording have created. */
export function idsMade(events: readonly RecordedEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.type === 'exchange' && madeBy(event)) || []))
}

/** The entries of the reference cloud's accounts, by the personas that use them. */
export function accountsByPersona(
  accounts: Readonly<Record<string, Account>>,
): ReadonlyMap<string, Account> {
  return new Map(
    Object.entries(accounts).map(([name, account]) => [
      name === 'reference' ? 'member' : name.replace('reference-', ''),
      account,
    ]),
  )
}

/** The ids of the projects of the recording's personas. */
export function projectsIn(events: readonly RecordedEvent[]): ReadonlyMap<string, string> {
  const basis = events.find((event) => event.type === 'run-basis')
  return new Map(
    Object.entries(basis?.basis.personaAccess ?? {}).map(([persona, { projectId }]) => [
      persona,
      projectId,
    ]),
  )
}

function isId(text: string): boolean {
  return text.replace(ID, '') === '' && text !== ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
