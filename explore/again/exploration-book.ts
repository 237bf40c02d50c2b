import type { Remembered } from '../../fixtures/core/replay/evidence.ts'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { EventOf, JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../src/journal/events/plan-events.ts'
import type { JournalHandler } from '../../src/journal/read-events.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { groupOf } from '../attempts.ts'
import type { TriedHistory } from '../try-history.ts'
import { judgeHistoryAgain } from './judge-history-again.ts'
import { recordedHistory } from './recorded-history.ts'

export type Started = EventOf<'exploration-started'>
export type Finished = EventOf<'exploration-finished'>
type HistoryFinished = EventOf<'history-finished'>

/** What a journal tells of an exploration. */
export interface RecordedExploration {
  readonly started: Started
  /** Absent after a crash. */
  readonly finished?: Finished
  readonly basis: RunBasis
  /** In their order, each judged again. */
  readonly histories: readonly JudgedHistory[]
}

/** A history with what the journal says of its time. */
export interface JudgedHistory extends TriedHistory {
  readonly group: string
  /** When it was judged: ISO 8601. */
  readonly at: string
}

const OF_HISTORY = /^history \d+$/

/**
 * Judges each history of a journal again as soon as its end was read, so that only the exchanges of
 * one are held at a time.
 */
export class ExplorationBook implements JournalHandler {
  readonly #contracts: Contracts
  readonly #open = new Map<string, Remembered>()
  readonly #created = new Map<string, { readonly name: string; readonly kind: string }>()
  readonly #names = new Map<string, { readonly name: string; readonly kind: string }>()
  readonly #histories: JudgedHistory[] = []
  #started: Started | undefined
  #finished: Finished | undefined
  #basis: RunBasis | undefined
  #place = 0

  constructor(contracts: Contracts) {
    this.#contracts = contracts
  }

  enter(event: JournalEvent): string | undefined | Promise<string | undefined> {
    const place = this.#place++
    switch (event.type) {
      case 'run-basis':
        this.#basis = event.basis
        return undefined
      case 'exploration-started':
        if (this.#started !== undefined) return 'a second exploration begins'
        this.#started = event
        return undefined
      case 'exploration-finished':
        this.#finished = event
        return undefined
      case 'resource-intended':
        this.#names.set(event.key, event)
        this.#remembered(event.group)?.names.push({ kind: event.kind, name: event.name })
        return undefined
      case 'resource-created': {
        const { key, id } = event
        const named = this.#names.get(key)
        if (named !== undefined) this.#created.set(id, named)
        return undefined
      }
      case 'exchange': {
        const { group, phase, exchange, violations } = event
        const own = this.#remembered(group)
        own?.exchanges.push({ place, phase, exchange, violations })
        return own === undefined || group === this.#next
          ? undefined
          : `${this.#next} is missing before it`
      }
      case 'history-finished':
        return this.#judge(event)
      default:
        return undefined
    }
  }

  /** Throws NotAsRecorded where the journal is of no exploration, or a history has no verdict. */
  close(): RecordedExploration {
    const [started, finished, basis] = [this.#started, this.#finished, this.#basis]
    if (started === undefined || basis === undefined) {
      throw new NotAsRecorded('it is not the journal of an exploration')
    }
    const [open] = this.#open.keys()
    if (open !== undefined && finished?.interrupted === false) {
      throw new NotAsRecorded(`${open} has no verdict`)
    }
    return { started, basis, histories: this.#histories, ...(finished && { finished }) }
  }

  get #next(): string {
    return groupOf(this.#histories.length + 1)
  }

  /** What is known of a history that has not ended; undefined for another group. */
  #remembered(group: string | undefined): Remembered | undefined {
    if (group === undefined || !OF_HISTORY.test(group)) return undefined
    const known = this.#open.get(group) ?? { exchanges: [], waits: [], names: [] }
    this.#open.set(group, known)
    return known
  }

  async #judge(record: HistoryFinished): Promise<string | undefined> {
    const { group, at } = record
    if (group !== this.#next) return `${this.#next} is missing before it`
    if (this.#finished !== undefined) return 'it comes after the end of the exploration'
    const own = this.#open.get(group) ?? { exchanges: [], names: [] }
    this.#open.delete(group)
    try {
      if (this.#basis === undefined) throw new NotAsRecorded('it comes before the run-basis event')
      this.#checkCast(record)
      const recorded = recordedHistory(record, own)
      const tried = await judgeHistoryAgain(
        recorded,
        this.#basis,
        this.#contracts,
        this.#started?.order.strict ?? false,
      )
      this.#histories.push({ ...tried, group, at })
      return undefined
    } catch (error) {
      if (error instanceof NotAsRecorded) return `${group}: ${error.message}`
      throw error
    }
  }

  /** The resources of a history are its exploration's own. */
  #checkCast({ cast }: HistoryFinished): void {
    for (const [plural, things] of Object.entries(cast)) {
      const kind = plural.replace(/s$/, '')
      for (const { id, name } of things) {
        const made = this.#created.get(id)
        if (made?.kind !== kind || made.name !== name) {
          throw new NotAsRecorded(`the exploration has created no ${kind} ${id}`)
        }
      }
    }
  }
}
