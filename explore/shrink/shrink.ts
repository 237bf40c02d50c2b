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

/** How often the smallest history is tried at the end; and once more where it has not shown the problem. */
const AT_THE_END = { usual: 5, rare: 20 }

/** A race must show in two of at least so many repetitions: what shows once may never show again. */
const OF_A_RACE = { needed: 2, of: 4 }
/** How often it is tried at first, which says how rare it is. */
const RAREST = 12
const ALWAYS = { needed: 1, of: 1 }

interface Needed {
  readonly needed: number
  readonly of: number
}

/** Makes a history that breaks a rule as small as possible, by trying smaller ones. */
export async function shrink(
  first: TriedHistory,
  attempt: (history: History) => Promise<TriedHistory>,
  { tries, isOver }: ShrinkLimits,
): Promise<Reproducer> {
  let left = tries
  const breaks = async (
    history: History,
    { needed, of }: Needed,
  ): Promise<{ tried: TriedHistory; turns: number } | undefined> => {
    for (let turn = 0, count = 0; turn < of && left > 0 && !isOver(); turn += 1) {
      left -= 1
      const tried = await attempt(history)
      if (isSame(tried, first)) count += 1
      if (count === needed) return { tried, turns: turn + 1 }
      if (count + of - turn - 1 < needed) return undefined
    }
    return undefined
  }
  const start = upToTheBreak(first)
  const always = await breaks(start, { needed: 3, of: 3 })
  const race = always ? undefined : await breaks(start, { ...OF_A_RACE, of: RAREST })
  const of = Math.min(RAREST, Math.max(OF_A_RACE.of, (race?.turns ?? 0) * 2))
  const wanted = always ? ALWAYS : { ...OF_A_RACE, of }
  // What does not show again is not made smaller: each try would be by chance.
  const shows = always ?? race
  let best = shows?.tried ?? first
  const candidates = smallerThan(best.history)
  for (
    let next = candidates.next();
    shows !== undefined && next.done !== true && left > 0 && !isOver();
  ) {
    const found = await breaks(next.value, wanted)
    best = found?.tried ?? best
    next = candidates.next(found !== undefined)
  }
  const { usual, rare } = AT_THE_END
  const counts = { broken: 0, of: 0 }
  while (!isOver() && (counts.of < usual || (counts.of < rare && counts.broken === 0))) {
    counts.of += 1
    if (isSame(await attempt(best.history), first)) counts.broken += 1
  }
  return { tried: best, calls: lengthOf(best.history), ...counts }
}

/** Tries a history so many times. */
export async function repeat(
  history: History,
  attempt: (history: History) => Promise<TriedHistory>,
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
