import { describe, expect, it } from 'vitest'
import { microversion } from '../src/openapi/microversion.ts'
import { type CutShort, CutShortError } from './cut-short.ts'
import { followCourse, repeatGiven } from './explore.ts'
import { spokenWith } from './generate/microversions.ts'
import type { History } from './history/history.ts'
import type { TriedHistory } from './try-history.ts'

const wanted = {
  lanes: { least: 1, most: 4 },
  length: 12,
  servers: 2,
  volumes: [{ multiattach: false }],
  hasStranger: false,
  hasAdmin: false,
  spoken: spokenWith({ compute: microversion('2.93'), 'block-storage': microversion('3.70') }),
}

/** Tries histories, of which those with these numbers break a rule, until so many were performed. */
function course(broken: ReadonlySet<number>, most: number, why: CutShort) {
  let count = 0
  return {
    attempt: async (history: History): Promise<TriedHistory> => {
      if (count === most) throw new CutShortError(why)
      count += 1
      const verdict = broken.has(count)
        ? ({ code: 'broken', rule: 'effect', message: '' } as const)
        : ({ code: 'consistent' } as const)
      return {
        ...{ history, verdict, group: `history ${count}` },
        timeline: { calls: [], ends: [] },
      }
    },
    isOver: () => false,
    onTried: () => undefined,
    onUnsure: () => undefined,
  }
}

const LOST = { code: 'lost', message: 'nobody answers' } as const

describe('an exploration that is cut short', () => {
  it('has found nothing where no history was broken', async () => {
    const explored = await followCourse({ wanted, seed: 1 }, course(new Set(), 3, LOST))

    expect(explored).toEqual({ histories: 3, calls: 0, undecided: 0, cutShort: LOST })
  })

  it.each([
    [3, 0, 0],
    [4, 1, 1],
  ])('has found what was being made smaller, after %i tries', async (tries, broken, of) => {
    const killed = { code: 'killed' } as const
    const explored = await followCourse({ wanted, seed: 1 }, course(new Set([3, 4]), tries, killed))

    expect(explored).toMatchObject({ histories: 3, cutShort: killed })
    expect(explored.found).toMatchObject({ broken, of, cutShort: killed })
    expect(explored.found?.tried.group).toBe('history 3')
  })

  it('tells of what was being made smaller rather than of what has not shown again', async () => {
    // The first one is repeated in vain.
    const explored = await followCourse({ wanted, seed: 1 }, course(new Set([1, 14]), 14, LOST))

    expect(explored.found).toMatchObject({ tried: { group: 'history 14' }, cutShort: LOST })
  })

  it('counts only the repetitions of a given history that were performed', async () => {
    const given: History = { servers: 1, volumes: [], lanes: [[]] }
    const { attempt } = course(new Set([2]), 3, LOST)
    const explored = await repeatGiven(given, 5, attempt)

    expect(explored).toMatchObject({ histories: 3, cutShort: LOST })
    expect(explored.found).toMatchObject({ broken: 1, of: 3, cutShort: LOST })
  })
})
