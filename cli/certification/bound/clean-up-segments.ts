import type { Outstanding } from '../../../fixtures/core/ledger/outstanding.ts'
import type { Remembered, RememberedExchange } from '../../../fixtures/core/replay/evidence.ts'
import type { EventOf, JournalEvent } from '../../../src/journal/events/journal-event.ts'

type LeakCheck = EventOf<'leak-check'>

/** One clean-up, from its first request to what it found left, and what was to be removed. */
export interface CleanUpSegment {
  readonly part: number
  readonly outstanding: readonly Outstanding[]
  readonly exchanges: RememberedExchange[]
  readonly waits: Remembered['waits']
  /** What it wrote into the ledger: `gone key`, `created key id`. */
  readonly ledger: string[]
  leaked?: LeakCheck['leaked']
  unseen?: string
  place: string
}

/** Finds the clean-ups in a journal, and what of its ledger is not the doing of one of them. */
export class CleanUpSegments {
  readonly closed: CleanUpSegment[] = []
  readonly #open = new Map<number, CleanUpSegment>()
  readonly #items = new Map<string, Outstanding>()
  readonly #gone = new Set<string>()
  /** By the number of the part: what was last looked for there, and what was announced since. */
  readonly #unlooked = new Map<number, string>()
  readonly #leaked = new Map<number, LeakCheck['leaked']>()
  #parts = 0

  /** Returns what does not follow; `place` names the line for people, and `part` is that of the event. */
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
      case 'leak-check':
        return this.#look(event, place, part)
      default:
        return undefined
    }
  }

  /** What does not fit together when all lines are known. */
  close(): string | undefined {
    const [name] = this.#unlooked.values()
    return name && `${name} was announced, and afterwards nobody has looked what was left`
  }

  #segment(part: number, place: string): CleanUpSegment {
    const known = this.#open.get(part)
    if (known !== undefined) return known
    const index = this.#indexOf(part)
    const outstanding = [...this.#items.values()].filter(
      ({ key }) => this.#indexOfKey(key) === index && !this.#gone.has(key),
    )
    const segment = { part, outstanding, exchanges: [], waits: [], ledger: [], place }
    this.#open.set(part, segment)
    return segment
  }

  #created(key: string, id: string): undefined {
    const item = this.#items.get(key)
    if (item !== undefined) this.#items.set(key, { ...item, id })
    this.#openOf(key)?.ledger.push(`created ${key} ${id}`)
  }

  /** What has an id is gone when a clean-up has seen that; what never got one was refused. */
  #isGone(key: string): string | undefined {
    const open = this.#openOf(key)
    open?.ledger.push(`gone ${key}`)
    this.#gone.add(key)
    const id = this.#items.get(key)?.id
    if (open !== undefined || id === undefined) return undefined
    return `${key} (${id}) is said to be gone, and nobody has looked`
  }

  #look({ leaked, unseen, part: own }: LeakCheck, place: string, part: number): string | undefined {
    if (own === undefined && this.#parts > 0) return this.#together(leaked)
    const segment = this.#open.get(part)
    if (segment === undefined) return 'the target was not looked at before it'
    this.#open.delete(part)
    this.closed.push({ ...segment, leaked, place, ...(unseen !== undefined && { unseen }) })
    if (unseen === undefined) this.#unlooked.delete(this.#indexOf(part))
    this.#leaked.set(this.#indexOf(part), leaked)
    return undefined
  }

  /** What a merged run has left is what its parts have left. */
  #together(leaked: LeakCheck['leaked']): string | undefined {
    const all = [...this.#leaked.values()].flat()
    if (this.#leaked.size < this.#parts) return 'not all parts of the run have looked what was left'
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

  /** The number of a part, whichever of its segments it is; 0 where nothing was merged. */
  #indexOf(part: number): number {
    return this.#parts === 0 ? 0 : ((part - 1) % this.#parts) + 1
  }

  #indexOfKey(key: string): number {
    return this.#parts === 0 ? 0 : Number.parseInt(key, 10)
  }
}
