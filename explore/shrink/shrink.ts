import type { Attempt } from '../attempts.ts'
import { type CutShort, untilCutShort } from '../cut-short.ts'
import type { History } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'
import { isSame, ShownSoFar } from './shown-so-far.ts'
import { smallerThan } from './smaller.ts'
import { upToTheBreak } from './up-to-the-break.ts'

/** The smallest history that was found to break the same rule, and how often it does. */
export interface Reproducer {
  readonly tried: TriedHistory
  /** Calls that were sent: one about an attachment is left out where none is known. */
  readonly calls: number
  /** It broke the rule in so many of so many repetitions. */
  readonly broken: number
  readonly of: number
  /** Why it was not made as small, and repeated as often, as it should be. */
  readonly cutShort?: CutShort
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
 * Makes a history that breaks a rule as small as possible, by trying at most so many smaller ones of each
 * kind. One that does not break it on fresh resources has met what an earlier history left, and is not made
 * smaller. Where the smallest one does not, smaller ones are tried again with fresh resources each time.
 * When `attempt` throws CutShortError, it is the smallest one until then.
 */
export async function shrink(
  first: TriedHistory,
  attempt: Attempt,
  tries: number,
): Promise<Reproducer> {
  const soFar = new ShownSoFar(first)
  const noted: Attempt = async (...args) => {
    const tried = await attempt(...args)
    soFar.enter(tried)
    return tried
  }
  let found: Omit<Reproducer, 'calls'> | undefined
  const cutShort = await untilCutShort(async () => {
    found = await shrunk(first, noted, tries)
  })
  const smallest = found ?? { ...soFar.smallest, ...(cutShort && { cutShort }) }
  return { ...smallest, calls: smallest.tried.timeline.calls.length }
}

async function shrunk(first: TriedHistory, attempt: Attempt, tries: number): Promise<Confirmed> {
  const whole = await confirm({ first, best: first }, attempt, RAREST, ONCE)
  if (whole.broken === 0) return whole
  const quick = await confirm(await smallest(first, attempt, false, tries), attempt, USUAL)
  if (quick.broken > 0) return quick
  return confirm(await smallest(first, attempt, true, tries), attempt, RARE)
}

/** How many histories are tried at most to make one smaller, and to confirm it before and after. */
export const mostAttempts = (tries: number): number => RAREST + tries + USUAL + tries + RARE

type Confirmed = Pick<Reproducer, 'tried' | 'broken' | 'of'>

/**
 * How often a history shows the problem of `first` on fresh resources, of at least `least` times, and
 * of `most` where it does not.
 */
async function confirm(
  { best, first }: Smallest,
  attempt: Attempt,
  most: number,
  least = USUAL,
): Promise<Confirmed> {
  const counts = { broken: 0, of: 0 }
  while (counts.of < least || (counts.of < most && counts.broken === 0)) {
    if (isSame(await attempt(best.history, true), first)) counts.broken += 1
    counts.of += 1
  }
  return { tried: best, ...counts }
}

interface Smallest {
  readonly first: TriedHistory
  readonly best: TriedHistory
}

async function smallest(
  first: TriedHistory,
  attempt: Attempt,
  fresh: boolean,
  tries: number,
): Promise<Smallest> {
  let left = tries
  const breaks = async (
    history: History,
    { needed, of }: Needed,
  ): Promise<{ tried: TriedHistory; turns: number } | undefined> => {
    for (let turn = 0, count = 0; turn < of && left > 0; turn += 1) {
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
  for (let next = candidates.next(); next.done !== true && left > 0; ) {
    const key = JSON.stringify(next.value)
    // The last round proposes again what has not shown it.
    const found = inVain.has(key) ? undefined : await breaks(next.value, wanted)
    if (found === undefined) inVain.add(key)
    best = found?.tried ?? best
    next = candidates.next(found !== undefined)
  }
  return { first, best }
}
