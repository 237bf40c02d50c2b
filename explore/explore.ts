import fc from 'fast-check'
import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { now } from '../src/journal/journal.ts'
import type { Wanted } from './generate/histories.ts'
import { histories } from './generate/histories.ts'
import type { History } from './history/history.ts'
import { inWords } from './history/words.ts'
import { RestTimes } from './perform/come-to-rest.ts'
import { Supply } from './perform/supply.ts'
import { type Reproducer, shrink } from './shrink/shrink.ts'
import { type TriedHistory, tryHistory } from './try-history.ts'

export interface ExploreOptions {
  readonly wanted: Wanted
  /** The first history has this seed, each later one the next number. */
  readonly seed: number
  readonly timeMs: number
  /** The most histories; absent: as many as there is time for. */
  readonly most?: number
  /** Called after each history that was generated. */
  readonly onTried: (tried: TriedHistory, count: number) => void
}

export interface Explored {
  readonly histories: number
  readonly calls: number
  readonly undecided: number
  /** The first history that breaks a rule and shows it again, or any that breaks one; made small. */
  readonly found?: Reproducer
}

const TRIES = 150

/**
 * Tries generated histories until one breaks a rule, or the time is over, and shrinks that one. After
 * one that never shows again it goes on.
 */
export async function explore(run: RunContext, options: ExploreOptions): Promise<Explored> {
  const { wanted, seed, timeMs, most = Number.POSITIVE_INFINITY, onTried } = options
  const times = new RestTimes()
  const attempt = attempts(run, times)
  const began = performance.now()
  const isOver = (): boolean => run.signal.aborted || performance.now() - began > timeMs
  const counts = { histories: 0, calls: 0, undecided: 0 }
  let unsure: Reproducer | undefined
  while (!isOver() && counts.histories < most) {
    const tried = await attempt(generated(wanted, seed + counts.histories))
    counts.histories += 1
    counts.calls += tried.timeline.calls.length
    if (tried.verdict.code === 'undecided') counts.undecided += 1
    onTried(tried, counts.histories)
    if (tried.verdict.code !== 'broken') continue
    times.isAgain = true
    const found = await shrink(tried, attempt, { tries: TRIES, isOver: () => run.signal.aborted })
    if (isSure(found)) return { ...counts, found }
    times.isAgain = false
    unsure ??= found
  }
  return { ...counts, ...(unsure && { found: unsure }) }
}

/**
 * Whether a problem was seen again, or needs not be: an answer that breaks its document is proof
 * enough. What was seen once at rest may have been late.
 */
export function isSure({ broken, tried: { verdict } }: Reproducer): boolean {
  if (verdict.code !== 'broken') return false
  return broken > 0 || verdict.rule === 'contract' || verdict.rule === 'server-error'
}

/** The history of a seed. */
function generated(wanted: Wanted, seed: number): History {
  const [history] = fc.sample(histories(wanted), { seed, numRuns: 1 })
  if (history === undefined) throw new TypeError('no history was generated')
  return history
}

/** A function that tries histories one after the other, on resources that they share. */
export function attempts(
  run: RunContext,
  times = new RestTimes(),
): (history: History) => Promise<TriedHistory> {
  const supply = new Supply(run)
  let count = 0
  return async (history) => {
    try {
      return await attempt(history)
    } catch (error) {
      if (!run.signal.aborted) throw error
      const verdict = { code: 'undecided', message: 'it was interrupted' } as const
      return { history, timeline: { calls: [], ends: [] }, verdict }
    }
  }

  async function attempt(history: History): Promise<TriedHistory> {
    count += 1
    const cast = await supply.cast(history)
    const group = `history ${count}`
    const trace = run.sharedTrace(group)
    trace.phase = 'act'
    const tried = await tryHistory(run, trace, cast, times, history)
    record(run, group, tried)
    // What a broken history leaves behind may not be what it seems.
    if (tried.verdict.code !== 'broken') {
      await supply.giveBack(history, cast, run.sharedTrace(`after history ${count}`))
    }
    return tried
  }
}

function record(
  { journal }: RunContext,
  group: string,
  { history, timeline, verdict }: TriedHistory,
) {
  const calls = timeline.calls.map(({ call, ...rest }) => ({ ...rest, call: inWords(call.step) }))
  const { ends } = timeline
  journal.append({ type: 'history-finished', at: now(), group, history, calls, ends, verdict })
}
