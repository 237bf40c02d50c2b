import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { now } from '../src/journal/journal.ts'
import { type CutShortError, cutShortBy } from './cut-short.ts'
import type { History } from './history/history.ts'
import { inWords } from './history/words.ts'
import { KNOWN_BUGS } from './model/known-bugs.ts'
import type { Cast } from './perform/cast.ts'
import { RestTimes } from './perform/come-to-rest.ts'
import { Supply } from './perform/supply.ts'
import { type TriedHistory, tryHistory } from './try-history.ts'

/**
 * Tries a history: on resources of its own where `fresh`, which no history has used before. Throws
 * CutShortError where nothing can be performed any more.
 */
export type Attempt = (history: History, fresh?: boolean) => Promise<TriedHistory>

/** A function that tries histories one after the other, on resources that they share. */
export function attempts(
  run: RunContext,
  isStrict: boolean,
  times: RestTimes = new RestTimes(),
): Attempt {
  const supply = new Supply(run)
  let count = 0
  let ended: CutShortError | undefined
  return async (history, fresh = false) => {
    if (run.signal.aborted) ended ??= cutShortBy(run.signal.reason, run.signal)
    if (ended !== undefined) throw ended
    try {
      return await attempt(history, fresh)
    } catch (error) {
      ended = cutShortBy(error, run.signal)
      throw ended ?? error
    }
  }

  async function attempt(history: History, fresh: boolean): Promise<TriedHistory> {
    const cast = await supply.cast(history, fresh)
    count += 1
    const group = groupOf(count)
    const trace = run.sharedTrace(group)
    trace.phase = 'act'
    const tried = await tryHistory(run, trace, cast, { times, isStrict }, history)
    record(run, group, cast, tried)
    try {
      // What a broken history leaves behind may not be what it seems.
      const after = run.sharedTrace(`after history ${count}`)
      if (fresh || hasMetABug(tried)) await supply.discard(cast, after)
      else await supply.giveBack(tried, cast, after)
    } catch (error) {
      // Its verdict counts all the same: it is in the journal.
      ended = cutShortBy(error, run.signal)
      if (ended === undefined) throw error
    }
    return { ...tried, group }
  }
}

/** A known one, or one that is found. */
function hasMetABug({ verdict, known = [] }: TriedHistory): boolean {
  return verdict.code === 'broken' || known.some((id) => id in KNOWN_BUGS)
}

/** The group of the exchanges of the n-th history, counted from 1. */
export const groupOf = (number: number): string => `history ${number}`

function record(
  { journal }: RunContext,
  group: string,
  { servers, volumes }: Cast,
  { history, timeline, verdict, looks = 0 }: TriedHistory,
) {
  const calls = timeline.calls.map(({ call, ...rest }) => ({ ...rest, call: inWords(call.step) }))
  const { ends } = timeline
  journal.append({
    ...{ type: 'history-finished', at: now(), group, history },
    ...{ cast: { servers, volumes }, calls, ends, looks, verdict },
  })
}
