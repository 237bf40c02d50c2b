import fc from 'fast-check'
import type { RunContext } from '../fixtures/core/case/run-context.ts'
import { type Attempt, attempts } from './attempts.ts'
import { type CutShort, untilCutShort } from './cut-short.ts'
import { histories } from './generate/histories.ts'
import type { Wanted } from './generate/steps.ts'
import type { History } from './history/history.ts'
import { RestTimes } from './perform/come-to-rest.ts'
import { mostAttempts, type Reproducer, shrink } from './shrink/shrink.ts'
import type { TriedHistory } from './try-history.ts'

interface Sizes {
  readonly wanted: Wanted
  /** The first history has this seed, each later one the next number. */
  readonly seed: number
  /** The most histories; absent: as many as there is time for. */
  readonly most?: number
}

export interface ExploreOptions extends Sizes {
  /** Known bugs of upstream count as found, too. */
  readonly isStrict: boolean
  readonly timeMs: number
  /** Called after each history that was generated. */
  readonly onTried: (tried: TriedHistory, count: number) => void
  /** Called after each history that was tried to make one smaller, with their number so far and at most. */
  readonly onSmaller?: (tried: TriedHistory, count: number, most: number) => void
}

/** How many histories were performed to find something, how many calls they had, and what was found. */
export interface Explored {
  readonly histories: number
  readonly calls: number
  readonly undecided: number
  /** The first history that breaks a rule and shows it again, or any that breaks one; made small. */
  readonly found?: Reproducer
  /** Absent: it has ended by itself. */
  readonly cutShort?: CutShort
}

/** What goes on around the histories: on a target, or as it is recorded. */
export interface Course {
  readonly attempt: Attempt
  /** There is no time for another history. */
  readonly isOver: () => boolean
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
  const attempt = attempts(run, options.isStrict, times)
  let unsure = 0
  let smaller = { count: 0, most: 0 }
  const began = performance.now()
  return followCourse(options, {
    async attempt(history, fresh = false) {
      const tried = await attempt(history, fresh || unsure >= SUSPICIOUS)
      if (times.isAgain) {
        smaller = { ...smaller, count: smaller.count + 1 }
        options.onSmaller?.(tried, smaller.count, smaller.most)
      }
      return tried
    },
    isOver: () => performance.now() - began > options.timeMs,
    onTried: (tried, count) => {
      times.isAgain = tried.verdict.code === 'broken'
      smaller = { count: 0, most: mostAttempts(triesFor(tried)) }
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
  { attempt, isOver, onTried, onUnsure }: Course,
): Promise<Explored> {
  const counts = { histories: 0, calls: 0, undecided: 0 }
  let unsure: Reproducer | undefined
  let sure: Reproducer | undefined
  const cutShort = await untilCutShort(async () => {
    while (sure === undefined && !isOver() && counts.histories < most) {
      const tried = await attempt(generated(wanted, seed + counts.histories))
      count(counts, tried)
      onTried(tried, counts.histories)
      if (tried.verdict.code !== 'broken') continue
      const found = await shrink(tried, attempt, triesFor(tried))
      if (isSure(found) || found.cutShort !== undefined) sure = found
      else onUnsure()
      unsure ??= found
    }
  })
  return explored(counts, sure ?? unsure, cutShort)
}

function explored(
  counts: Counts,
  found: Reproducer | undefined,
  cutShort: CutShort | undefined,
): Explored {
  const why = cutShort ?? found?.cutShort
  return { ...counts, ...(found && { found }), ...(why && { cutShort: why }) }
}

type Counts = Pick<Explored, 'histories' | 'calls' | 'undecided'>

function count(counts: { -readonly [K in keyof Counts]: number }, tried: TriedHistory): void {
  counts.histories += 1
  counts.calls += tried.timeline.calls.length
  if (tried.verdict.code === 'undecided') counts.undecided += 1
}

/**
 * Whether a problem was seen again, or needs not be: an answer that breaks its document is proof
 * enough. What was seen once at rest may have been late.
 */
export function isSure({ broken, tried: { verdict } }: Reproducer): boolean {
  if (verdict.code !== 'broken') return false
  return broken > 0 || verdict.rule === 'contract' || verdict.rule === 'server-error'
}

/** Tries one history so many times. `onRepeated` is called after each, with their number. */
export async function repeatGiven(
  history: History,
  times: number,
  attempt: Attempt,
  onRepeated: (tried: TriedHistory, count: number) => void = () => undefined,
): Promise<Explored> {
  const counts = { histories: 0, calls: 0, undecided: 0 }
  const broken: TriedHistory[] = []
  const cutShort = await untilCutShort(async () => {
    while (counts.histories < times) {
      const tried = await attempt(history)
      count(counts, tried)
      onRepeated(tried, counts.histories)
      if (tried.verdict.code === 'broken') broken.push(tried)
    }
  })
  const [tried] = broken
  if (tried === undefined) return explored(counts, undefined, cutShort)
  const found = {
    ...{ tried, calls: tried.timeline.calls.length },
    ...{ broken: broken.length, of: counts.histories },
    ...(cutShort && { cutShort }),
  }
  return explored(counts, found, cutShort)
}

/** The history of a seed. */
function generated(wanted: Wanted, seed: number): History {
  const [history] = fc.sample(histories(wanted), { seed, numRuns: 1 })
  if (history === undefined) throw new TypeError('no history was generated')
  return history
}
