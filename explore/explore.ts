import fc from 'fast-check'
import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { type Attempt, attempts } from './attempts.ts'
import { histories } from './generate/histories.ts'
import type { Wanted } from './generate/steps.ts'
import type { History } from './history/history.ts'
import { RestTimes } from './perform/come-to-rest.ts'
import { type Reproducer, repeat, shrink } from './shrink/shrink.ts'
import type { TriedHistory } from './try-history.ts'

interface Sizes {
  readonly wanted: Wanted
  /** The first history has this seed, each later one the next number. */
  readonly seed: number
  /** The most histories; absent: as many as there is time for. */
  readonly most?: number
}

export interface ExploreOptions extends Sizes {
  readonly timeMs: number
  /** Called after each history that was generated. */
  readonly onTried: (tried: TriedHistory, count: number) => void
  /** Called after each history that was tried to make one smaller, with their number. */
  readonly onSmaller?: (tried: TriedHistory, count: number) => void
}

/** How many histories were performed to find something, how many calls they had, and what was found. */
export interface Explored {
  readonly histories: number
  readonly calls: number
  readonly undecided: number
  /** The first history that breaks a rule and shows it again, or any that breaks one; made small. */
  readonly found?: Reproducer
}

/** What goes on around the histories: on a target, or as it is recorded. */
export interface Course {
  readonly attempt: Attempt
  /** There is no time for another history. */
  readonly isOver: () => boolean
  readonly isInterrupted: () => boolean
  /** Called after each history that was generated. */
  readonly onTried: (tried: TriedHistory, count: number) => void
  /** Called when a problem has not shown again, before other histories follow. */
  readonly onUnsure: () => void
}

/**
 * After so many problems that have not shown again, each history gets resources of its own: they may have
 * met what earlier ones had left. Rare races do not show again either, and fresh resources cost time.
 */
const SUSPICIOUS = 3

/** How many histories are tried to make one smaller, fewer where each takes long. */
const TRIES = { least: 30, most: 150 }
/** For how long at most that should go on, in ms. */
const SMALLER_MS = 180_000

/** By the time that its calls took, as it is recorded: an exploration that is judged again tries as many. */
function triesFor({ timeline: { calls } }: TriedHistory): number {
  const tookMs = Math.max(1, ...calls.map(({ answeredMs }) => answeredMs))
  // As long again, to come to rest and to put back what was used.
  const affordable = Math.floor(SMALLER_MS / (2 * tookMs))
  return Math.min(TRIES.most, Math.max(TRIES.least, affordable))
}

/**
 * Tries generated histories until one breaks a rule, or the time is over, and shrinks that one. After
 * one that never shows again it goes on.
 */
export function explore(run: RunContext, options: ExploreOptions): Promise<Explored> {
  const times = new RestTimes()
  const attempt = attempts(run, times)
  let unsure = 0
  let smaller = 0
  const began = performance.now()
  const isInterrupted = (): boolean => run.signal.aborted
  return followCourse(options, {
    async attempt(history, fresh = false) {
      const tried = await attempt(history, fresh || unsure >= SUSPICIOUS)
      if (times.isAgain) {
        smaller += 1
        options.onSmaller?.(tried, smaller)
      }
      return tried
    },
    isInterrupted,
    isOver: () => isInterrupted() || performance.now() - began > options.timeMs,
    onTried: (tried, count) => {
      times.isAgain = tried.verdict.code === 'broken'
      options.onTried(tried, count)
    },
    onUnsure: () => {
      unsure += 1
      times.isAgain = false
    },
  })
}

/** Like {@link explore}, where all that depends on time and target is given. */
export async function followCourse(
  { wanted, seed, most = Number.POSITIVE_INFINITY }: Sizes,
  { attempt, isOver, isInterrupted, onTried, onUnsure }: Course,
): Promise<Explored> {
  const counts = { histories: 0, calls: 0, undecided: 0 }
  let unsure: Reproducer | undefined
  while (!isOver() && counts.histories < most) {
    const tried = await attempt(generated(wanted, seed + counts.histories))
    if (tried.group === undefined) break
    counts.histories += 1
    counts.calls += tried.timeline.calls.length
    if (tried.verdict.code === 'undecided') counts.undecided += 1
    onTried(tried, counts.histories)
    if (tried.verdict.code !== 'broken') continue
    const found = await shrink(tried, attempt, { tries: triesFor(tried), isOver: isInterrupted })
    if (isSure(found)) return { ...counts, found }
    onUnsure()
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

/** Tries one history so many times. */
export async function repeatGiven(
  history: History,
  times: number,
  attempt: Attempt,
): Promise<Explored> {
  const counts = { histories: 0, calls: 0, undecided: 0 }
  const found = await repeat(
    history,
    async (one) => {
      const tried = await attempt(one)
      if (tried.group === undefined) return tried
      counts.histories += 1
      counts.calls += tried.timeline.calls.length
      if (tried.verdict.code === 'undecided') counts.undecided += 1
      return tried
    },
    times,
  )
  return found.broken > 0 ? { ...counts, found } : counts
}

/** The history of a seed. */
function generated(wanted: Wanted, seed: number): History {
  const [history] = fc.sample(histories(wanted), { seed, numRuns: 1 })
  if (history === undefined) throw new TypeError('no history was generated')
  return history
}
