import { type History, lengthOf } from '../history/history.ts'
import type { TriedHistory } from '../try-history.ts'
import { smallerThan } from './smaller.ts'

export interface ShrinkLimits {
  /** How many histories may be tried. */
  readonly tries: number
  /** How often a smaller history is tried before it counts as one that does not show the problem. */
  readonly repetitions: number
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

/** Makes a history that breaks a rule as small as possible, by trying smaller ones. */
export async function shrink(
  first: TriedHistory,
  attempt: (history: History) => Promise<TriedHistory>,
  { tries, repetitions, isOver }: ShrinkLimits,
): Promise<Reproducer> {
  let best = first
  let left = tries
  const breaks = async (history: History): Promise<TriedHistory | undefined> => {
    for (let turn = 0; turn < repetitions && left > 0 && !isOver(); turn += 1) {
      left -= 1
      const tried = await attempt(history)
      if (isSame(tried, first)) return tried
    }
    return undefined
  }
  for (let found: TriedHistory | undefined = first; found !== undefined && left > 0; ) {
    found = undefined
    for (const candidate of smallerThan(best.history)) {
      found = await breaks(candidate)
      if (found !== undefined) break
      if (left <= 0 || isOver()) break
    }
    best = found ?? best
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
