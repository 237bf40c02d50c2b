import { matchesPattern, patternDistance } from './pattern-distance.ts'

const SHORTEST_PART = 3
const MOST = 3
const FARTHEST = 4
/** No word that is known is nearly as long; to count how far it is away takes as long as it is long. */
const LONGEST = 200

/** The known words that somebody who wrote `given` may have meant: the nearest, at most three. */
export function nearMisses<Word extends string>(
  given: string,
  known: readonly Word[],
): readonly Word[] {
  if (given.length > LONGEST) return []
  const pattern = given.toLowerCase()
  const candidates = known.map((word) => ({
    word,
    distance: distanceOf(pattern, word.toLowerCase()),
  }))
  const least = Math.min(...candidates.map(({ distance }) => distance))
  if (least > Math.min(FARTHEST, Math.ceil(given.length / 3))) return []
  return candidates
    .filter(({ distance }) => distance === least)
    .slice(0, MOST)
    .map(({ word }) => word)
}

/** `did you mean a, b or c?`, or the other advice when there is nothing near. */
export function didYouMean(words: readonly string[], otherwise: string): string {
  const last = words.at(-1)
  if (last === undefined) return otherwise
  const first = words.slice(0, -1).join(', ')
  return `did you mean ${first === '' ? last : `${first} or ${last}`}?`
}

function distanceOf(pattern: string, word: string): number {
  const isPart = pattern.length >= SHORTEST_PART && matchesPattern(`*${pattern}*`, word)
  return isPart ? 0 : patternDistance(pattern, word)
}
