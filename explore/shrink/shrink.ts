import type { Attempt } from '../attempts.ts'
import { type History, lengthOf } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'
import { smallerThan } from './smaller.ts'
import { upToTheBreak } from './up-to-the-break.ts'

export interface ShrinkLimits {
  /** How many histories may be tried. */
  readonly tries: number
  readonly isOver: () => boolean
}

/** The smallest history that was found to break the same rule, and how often it does. */
export interface Reproducer {
  readonly tried: TriedHistory
  readonly calls: number
  /** It broke the rule in so many of so many repetitions. */
  readonly broken: number
  readonly of: number
}

/** How often the smallest history is tried at the end, and how often at most where it shows nothing. */
const USUAL = 5
const RARE = 20

/** A race must show in two of at least so many repetitions: what shows once may never show again. */
const OF_A_RACE = { needed: 2, of: 4 }
/** How often it is tried at first, which says how rare it is. */
const RAREST = 12
const ONCE = 1
const ALWAYS = { needed: 1, of: 1 }

interface Needed {
  readonly needed: number
  readonly of: number
}

/**
 * Makes a history that breaks a rule as small as possible, by trying smaller ones. One that does not
 * break it on fresh resources has met what an earlier history left, and is not made smaller. Where the
 * smallest one does not, smaller ones are tried again with fresh resources each time.
 */
export async function shrink(
  first: TriedHistory,
  attempt: Attempt,
  limits: ShrinkLimits,
): Promise<Reproducer> {
  const whole = await confirm({ first, best: first }, attempt, RAREST, limits, ONCE)
  if (whole.broken === 0) return whole
  const quick = await confirm(await smallest(first, attempt, false, limits), attempt, USUAL, limits)
  if (quick.broken > 0 || limits.isOver()) return quick
  return confirm(await smallest(first, attempt, true, limits), attempt, RARE, limits)
}

/**
 * How often a history shows the problem of `first` on fresh resources, of at least `least` times, and
 * of `most` where it does not.
 */
async function confirm(
  { best, first }: Smallest,
  attempt: Attempt,
  most: number,
  { isOver }: ShrinkLimits,
  least = USUAL,
): Promise<Reproducer> {
  const counts = { broken: 0, of: 0 }
  while (!isOver() && (counts.of < least || (counts.of < most && counts.broken === 0))) {
    counts.of += 1
    if (isSame(await attempt(best.history, true), first)) counts.broken += 1
  }
  return { tried: best, calls: lengthOf(best.history), ...counts }
}

interface Smallest {
  readonly first: TriedHistory
  readonly best: TriedHistory
}

async function smallest(
  first: TriedHistory,
  attempt: Attempt,
  fresh: boolean,
  { tries, isOver }: ShrinkLimits,
): Promise<Smallest> {
  let left = tries
  const breaks = async (
    history: History,
    { needed, of }: Needed,
  ): Promise<{ tried: TriedHistory; turns: number } | undefined> => {
    for (let turn = 0, count = 0; turn < of && left > 0 && !isOver(); turn += 1) {
      left -= 1
      const tried = await attempt(history, fresh)
      if (isSame(tried, first)) count += 1
      if (count === needed) return { tried, turns: turn + 1 }
      if (count + of - turn - 1 < needed) return undefined
    }
    return undefined
  }
  const start = upToTheBreak(first)
  const always = await breaks(start, { needed: 3, of: 3 })
  const race = always ? undefined : await breaks(start, { ...OF_A_RACE, of: RAREST })
  const shows = always ?? race
  // What does not show again is not made smaller: each try would be by chance.
  if (shows === undefined) return { first, best: first }
  const of = Math.min(RAREST, Math.max(OF_A_RACE.of, shows.turns * 2))
  const wanted = always ? ALWAYS : { ...OF_A_RACE, of }
  let best = shows.tried
  const candidates = smallerThan(best.history)
  const inVain = new Set<string>()
  for (let next = candidates.next(); next.done !== true && left > 0 && !isOver(); ) {
    const key = JSON.stringify(next.value)
    // The last round proposes again what has not shown it.
    const found = inVain.has(key) ? undefined : await breaks(next.value, wanted)
    if (found === undefined) inVain.add(key)
    best = found?.tried ?? best
    next = candidates.next(found !== undefined)
  }
  return { first, best }
}

/** Tries a history so many times. */
export async function repeat(
  history: History,
  attempt: Attempt,
  times: number,
): Promise<Reproducer> {
  const all: TriedHistory[] = []
  while (all.length < times) all.push(await attempt(history))
  const broken = all.filter(({ verdict }) => verdict.code === 'broken')
  const [tried = await attempt(history)] = [...broken, ...all]
  return { tried, calls: lengthOf(history), broken: broken.length, of: times }
}

function isSame({ verdict }: TriedHistory, first: TriedHistory): boolean {
  if (verdict.code !== 'broken' || first.verdict.code !== 'broken') return false
  return verdict.rule === first.verdict.rule
}
