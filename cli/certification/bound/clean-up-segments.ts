import type { Outstanding } from '../../../fixtures/core/ledger/outstanding.ts'
import type { Remembered, RememberedExchange } from '../../../fixtures/core/replay/evidence.ts'
import type { EventOf, JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'

type LeakCheck = EventOf<'leak-check'>

/** One clean-up: its exchanges, what it had to remove, and what it found left. */
export interface CleanUpSegment {
  readonly part: number
  readonly outstanding: readonly Outstanding[]
  readonly exchanges: RememberedExchange[]
  readonly waits: Remembered['waits']
  /** What it wrote into the ledger: `gone key`, `created key id`. */
  readonly ledger: string[]
  /** The personas that it had; absent: those of the run. */
  readonly personaAccess?: RunBasis['personaAccess']
  leaked?: LeakCheck['leaked']
  unseen?: string
  place: string
}

/** Finds the clean-ups in a journal, and entries of its ledger that no clean-up explains. */
export class CleanUpSegments {
  readonly closed: CleanUpSegment[] = []
  readonly #open = new Map<number, CleanUpSegment>()
  readonly #items = new Map<string, Outstanding>()
  readonly #gone = new Set<string>()
  /**
   * By the number of the part: the last resource that was announced since the last check for
   * leftovers.
   */
  readonly #unlooked = new Map<number, string>()
  readonly #leaked = new Map<number, LeakCheck['leaked']>()
  /** By part, the personas of the process that cleans up now. */
  readonly #personas = new Map<number, RunBasis['personaAccess']>()
  #parts = 0

  /** The personas of a clean-up that is under way; undefined: those of the run. */
  personasOf(part: number): RunBasis['personaAccess'] | undefined {
    return this.#personas.get(part)
  }

  /**
   * Returns a contradiction. `place` names the line for people, and `part` is the part of the
   * event.
   */
  enter(event: JournalEvent, place: string, part: number): string | undefined {
    switch (event.type) {
      case 'run-started':
        this.#parts = event.merged?.length ?? 0
        return undefined
      case 'exchange':
        if (event.phase === 'clean-up' && event.case === undefined) {
          const { phase, exchange, violations } = event
          const segment = this.#segment(part, place)
          segment.exchanges.push({ place: segment.exchanges.length, phase, exchange, violations })
        }
        return undefined
      case 'waited':
        if (event.case === undefined && event.group === undefined) {
          const { for: what, ms, polls, gaveUp = false } = event
          this.#open.get(part)?.waits.push({ for: what, ms, polls, gaveUp })
        }
        return undefined
      case 'resource-intended': {
        const { key, kind, name, persona } = event
        this.#items.set(key, { key, kind, name, persona })
        this.#unlooked.set(this.#indexOfKey(key), name)
        return undefined
      }
      case 'resource-created':
        return this.#created(event.key, event.id)
      case 'resource-gone':
        return this.#isGone(event.key)
      case 'clean-up-begun':
        this.#wasKilled(part)
        if (event.personaAccess !== undefined) this.#personas.set(part, event.personaAccess)
        return undefined
      case 'leak-check':
        return this.#look(event, place, part)
      default:
        return undefined
    }
  }

  /** Returns a contradiction that can be seen only after all lines. */
  close(): string | undefined {
    const [name] = this.#unlooked.values()
    return (
      name &&
      `${name} was announced, and no check for leftovers came afterwards: attest cleanup makes one`
    )
  }

  #segment(part: number, place: string): CleanUpSegment {
    const known = this.#open.get(part)
    if (known !== undefined) return known
    const index = this.#indexOf(part)
    const outstanding = [...this.#items.values()].filter(
      ({ key }) => this.#indexOfKey(key) === index && !this.#gone.has(key),
    )
    const personaAccess = this.#personas.get(part)
    const personas = personaAccess === undefined ? {} : { personaAccess }
    const segment = { part, outstanding, exchanges: [], waits: [], ledger: [], place, ...personas }
    this.#open.set(part, segment)
    return segment
  }

  #created(key: string, id: string): undefined {
    const item = this.#items.get(key)
    if (item !== undefined) this.#items.set(key, { ...item, id })
    this.#openOf(key)?.ledger.push(`created ${key} ${id}`)
  }

  /**
   * A resource with an id must have been seen gone by a clean-up; the creation of one without an id
   * was refused.
   */
  #isGone(key: string): string | undefined {
    const open = this.#openOf(key)
    open?.ledger.push(`gone ${key}`)
    this.#gone.add(key)
    const id = this.#items.get(key)?.id
    if (open !== undefined || id === undefined) return undefined
    return `${key} (${id}) is recorded as gone, but no clean-up has checked it`
  }

  /** What a clean-up saw gone until it was killed is repeated as of one that was given up. */
  #wasKilled(part: number): void {
    const segment = this.#open.get(part)
    if (segment === undefined) return
    this.#open.delete(part)
    this.closed.push({ ...segment, unseen: 'it was killed' })
  }

  #look({ leaked, unseen, part: own }: LeakCheck, place: string, part: number): string | undefined {
    if (own === undefined && this.#parts > 0) return this.#together(leaked)
    const segment = this.#open.get(part)
    if (segment === undefined) return 'no clean-up comes before this check'
    this.#open.delete(part)
    this.closed.push({ ...segment, leaked, place, ...(unseen !== undefined && { unseen }) })
    if (unseen === undefined) this.#unlooked.delete(this.#indexOf(part))
    this.#leaked.set(this.#indexOf(part), leaked)
    return undefined
  }

  /** The leftovers of a merged run are those of its parts. */
  #together(leaked: LeakCheck['leaked']): string | undefined {
    const all = [...this.#leaked.values()].flat()
    if (this.#leaked.size < this.#parts)
      return 'not all parts of the run have checked for leftovers'
    const ids = (list: LeakCheck['leaked']) =>
      list
        .map(({ id }) => id)
        .sort()
        .join()
    return ids(all) === ids(leaked) ? undefined : 'it is not what the parts of the run have found'
  }

  #openOf(key: string): CleanUpSegment | undefined {
    const index = this.#indexOfKey(key)
    const open = [...this.#open.values()].filter(({ part }) => this.#indexOf(part) === index)
    return open.at(-1)
  }

  /** The number of a part, for any of its segments; 0 where nothing was merged. */
  #indexOf(part: number): number {
    return this.#parts === 0 ? 0 : ((part - 1) % this.#parts) + 1
  }

  #indexOfKey(key: string): number {
    return this.#parts === 0 ? 0 : Number.parseInt(key, 10)
  }
}
