import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { compareMicroversions, type Microversion } from '../../src/openapi/microversion.ts'

/** Neighbours, of those that were tested, at which a promise is broken. */
export interface WrongRange {
  readonly first: Microversion
  readonly last: Microversion
}

/** Where a promise was tested, and where it was broken. */
export interface TestedVersions {
  readonly wrong: readonly WrongRange[]
  /** Number of tested microversions. */
  readonly tested: number
  /** A version before, or behind, the wrong ones at which it is kept. */
  readonly rightBefore: boolean
  readonly rightAfter: boolean
}

/** From the cases of one promise with the same persona. */
export function testedVersions(cases: readonly CaseRecord[]): TestedVersions {
  const told = cases
    .flatMap(({ planned: { microversion }, verdict }) =>
      microversion === undefined ? [] : [{ microversion, verdict }],
    )
    .filter(({ verdict }) => verdict === 'passed' || verdict === 'failed' || verdict === 'waived')
    .sort((a, b) => compareMicroversions(a.microversion, b.microversion))
  const wrong: { first: Microversion; last: Microversion }[] = []
  let before: string | undefined
  for (const { microversion, verdict } of told) {
    const range = wrong.at(-1)
    if (verdict !== 'passed') {
      if (range !== undefined && before !== 'passed') range.last = microversion
      else wrong.push({ first: microversion, last: microversion })
    }
    before = verdict
  }
  return {
    wrong,
    tested: told.length,
    rightBefore: wrong.length > 0 && told[0]?.verdict === 'passed',
    rightAfter: wrong.length > 0 && told.at(-1)?.verdict === 'passed',
  }
}

const SHOWN = 4

/** `wrong at 2.79–2.88, right before and after`; empty where no microversion was tested. */
export function versionsLine({ wrong, tested, rightBefore, rightAfter }: TestedVersions): string {
  if (wrong.length === 0) return ''
  const ranges = wrong.map(({ first, last }) => (first === last ? first : `${first}–${last}`))
  const more = ranges.length - SHOWN
  const shown = `${ranges.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more ranges` : ''}`
  if (rightBefore || rightAfter || wrong.length > 1) {
    const sides = [...(rightBefore ? ['before'] : []), ...(rightAfter ? ['after'] : [])]
    const right = sides.length > 0 ? `, right ${sides.join(' and ')}` : ', right between'
    return `wrong at ${shown}${right}`
  }
  return tested === 1
    ? `wrong at ${shown}, the only one that was tested`
    : `wrong at ${shown}, all ${tested} that were tested`
}
