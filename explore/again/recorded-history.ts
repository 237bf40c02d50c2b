import type { Remembered, RememberedExchange } from '../../fixtures/core/replay/evidence.ts'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { HistoryRecord } from '../../src/journal/events/history-events.ts'
import { type History, history } from '../history/history.ts'
import type { Cast } from '../perform/cast.ts'

/** A history as the journal has it: the event of its end, and its exchanges in their order. */
export interface RecordedHistory {
  readonly record: HistoryRecord
  readonly history: History
  readonly cast: Cast
  readonly exchanges: readonly RememberedExchange[]
  /** Of what it was going to create. */
  readonly names: Remembered['names']
}

/** The group of the exchanges after the calls of a history. */
export const REST = 'rest'

/** The group of the exchanges of the n-th call. */
export const callGroup = (call: number): string => `call ${call}`

/** Throws NotAsRecorded where the event holds no history. */
export function recordedHistory(
  record: HistoryRecord,
  { exchanges, names }: Pick<RecordedHistory, 'exchanges' | 'names'>,
): RecordedHistory {
  const parsed = history.safeParse(record.history)
  if (!parsed.success) throw new NotAsRecorded('it holds no history')
  const { servers = [], volumes = [] } = record.cast
  return { record, history: parsed.data, cast: { servers, volumes }, exchanges, names }
}

/**
 * The exchanges of each call, with those that it repeats, and all others, which are of the looks
 * afterwards. Throws NotAsRecorded where a call has no exchange.
 */
export function exchangesByGroup({
  record,
  exchanges,
  names,
}: RecordedHistory): ReadonlyMap<string, Remembered> {
  const byId = new Map(exchanges.map((one) => [one.exchange.id, one]))
  const groups = new Map<string, Remembered>()
  const take = (group: string, some: readonly RememberedExchange[]): void => {
    groups.set(group, { exchanges: [...some], waits: [], names: [...names] })
    for (const { exchange } of some) byId.delete(exchange.id)
  }
  for (const [number, { exchange: id, call }] of record.calls.entries()) {
    const chain: RememberedExchange[] = []
    for (let next = byId.get(id); next !== undefined; ) {
      chain.unshift(next)
      const { repeats } = next.exchange
      next = repeats === undefined ? undefined : byId.get(repeats)
    }
    if (chain.length === 0) throw new NotAsRecorded(`the exchange of "${call}" is missing`)
    take(callGroup(number), chain)
  }
  take(REST, [...byId.values()])
  return groups
}
