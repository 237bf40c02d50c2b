import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { RecordedHistory } from './recorded-history.ts'

/** The clock of exchanges may differ from that of histories by so many ms. */
const TOLERANCE_MS = 50

/**
 * The order of the ends decides which orders of the calls are possible, so it must be that of their
 * times, and these must agree with the times of the exchanges. Throws NotAsRecorded.
 */
export function checkTimes({ record: { calls, ends }, exchanges }: RecordedHistory): void {
  let before = 0
  for (const { end, call } of ends) {
    const known = calls[call]
    const at = (end === 'sent' ? known?.sentMs : known?.answeredMs) ?? Number.NaN
    if (!(at >= before)) throw new NotAsRecorded(`"${known?.call}" was not ${end} in this order`)
    before = at
  }
  const byId = new Map(exchanges.map(({ exchange }) => [exchange.id, exchange]))
  // Each call tells that the history began neither later nor earlier than this.
  let latest = Number.POSITIVE_INFINITY
  let earliest = Number.NEGATIVE_INFINITY
  for (const { exchange: id, sentMs, answeredMs, call } of calls) {
    const exchange = byId.get(id)
    if (exchange === undefined) throw new NotAsRecorded(`the exchange of "${call}" is missing`)
    const at = Date.parse(exchange.at)
    latest = Math.min(latest, at - sentMs)
    earliest = Math.max(earliest, at + exchange.durationMs - answeredMs)
    if (earliest > latest + TOLERANCE_MS) {
      throw new NotAsRecorded(`the times of "${call}" are not those of its exchange`)
    }
  }
}
