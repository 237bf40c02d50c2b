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

/** How often the smallest history is tried at the end. */
const AT_THE_END = 5

/** A race must show in so many of so many repetitions: what shows once shows never again. */
const OF_A_RACE = { needed: 2, of: 4 }
const ALWAYS = { needed: 1, of: 1 }

/** Makes a history that breaks a rule as small as possible, by trying smaller ones. */
export async function shrink(
  first: TriedHistory,
  attempt: (history: History) => Promise<TriedHistory>,
  { tries, isOver }: ShrinkLimits,
): Promise<Reproducer> {
  let left = tries
  const breaks = async (
    history: History,
    { needed, of }: typeof ALWAYS,
  ): Promise<TriedHistory | undefined> => {
    for (let turn = 0, count = 0; turn < of && left > 0 && !isOver(); turn += 1) {
      left -= 1
      const tried = await attempt(history)
      if (isSame(tried, first)) count += 1
      if (count === needed) return tried
      if (count + of - turn - 1 < needed) return undefined
    }
    return undefined
  }
  const start = upToTheBreak(first)
  const always = await breaks(start, { needed: 3, of: 3 })
  const wanted = always === undefined ? OF_A_RACE : ALWAYS
  let best = always ?? (await breaks(start, wanted)) ?? first
  const candidates = smallerThan(best.history)
  for (let next = candidates.next(); next.done !== true && left > 0 && !isOver(); ) {
    const found = await breaks(next.value, wanted)
    best = found ?? best
    next = candidates.next(found !== undefined)
  }
  const { broken, of } = await repeat(best.history, attempt, isOver() ? 0 : AT_THE_END)
  return { tried: best, calls: lengthOf(best.history), broken, of }
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
