import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { ReplayContext } from '../../fixtures/core/replay/replay-context.ts'
import type { Cast } from '../perform/cast.ts'
import { LASTS_AT_LEAST, type Rest, STILL_AGAIN, TOO_FEW_LOOKS } from '../perform/come-to-rest.ts'
import { type Observation, observe } from '../perform/observe.ts'
import { exchangesByGroup, REST, type RecordedHistory } from './recorded-history.ts'

/** Times are recorded in whole ms, and by two clocks. */
const TOLERANCE_MS = 10

/**
 * Looks at the resources again, as often as it was done, in the recorded answers. It must have been
 * looked for as long as the result needs. Throws NotAsRecorded, and what the last look threw.
 */
export async function lookAgain(
  run: ReplayContext,
  cast: Cast,
  recorded: RecordedHistory,
  isRight: (seen: Observation) => boolean,
  isOpen: (seen: Observation) => boolean,
): Promise<Rest> {
  const { record } = recorded
  const exchanges = exchangesByGroup(recorded).get(REST)?.exchanges ?? []
  const ends = exchanges.map(({ exchange }) => Date.parse(exchange.at) + exchange.durationMs)
  const began = Date.parse(exchanges[0]?.exchange.at ?? '')
  const trace = run.sharedTrace(REST)
  // One that was broken off in the middle has no number.
  const most = record.verdict.code === 'undecided' ? Number.POSITIVE_INFINITY : record.looks
  let rightSince: number | undefined
  let elapsed = 0
  for (let looks = 1; looks <= most; looks += 1) {
    const last = await observe(run, trace, cast)
    elapsed = (ends[trace.requests - 1] ?? 0) - began
    const isLast = looks === most
    rightSince = isRight(last) ? (rightSince ?? elapsed) : undefined
    const isOver = rightSince !== undefined && !isOpen(last)
    if (isOver && !isLast) throw new NotAsRecorded('it had come to rest before the last look')
    if (!isLast) continue
    const { left } = run.recollection(trace)
    if (left !== undefined) throw new NotAsRecorded(left)
    const lasted = elapsed - (rightSince ?? 0)
    const { transitionMs } = run.deadlines
    const wanted =
      rightSince === undefined ? Math.min(STILL_AGAIN.atLeast, transitionMs) : LASTS_AT_LEAST
    const isTooShort = !isOver && lasted + TOLERANCE_MS < wanted
    if (isTooShort || (rightSince === undefined && looks <= TOO_FEW_LOOKS)) {
      throw new NotAsRecorded('it was not looked at for long enough')
    }
    return { isRight: rightSince !== undefined, last, looks, findings: trace.findings }
  }
  throw new NotAsRecorded('nobody looked at what the calls have led to')
}
