import { describe, expect, it } from 'vitest'
import type { Step } from '../../explore/history/step.ts'
import type { Reproducer } from '../../explore/shrink/shrink.ts'
import { tellFound } from './tell-found.ts'

const step: Step = { op: 'volume.show', volume: 0, microversion: '3.27' }

/** What is found with so many lanes of one call each. */
function found(lanes: number, leads: boolean): Reproducer {
  const calls = Array.from({ length: lanes }, (_, lane) => ({
    ...{ lane, place: 0, exchange: `${lane}`, sentMs: 0, answeredMs: 7 },
    call: { step, status: 200, shown: {} },
  }))
  const history = {
    ...{ servers: 1, volumes: [{ multiattach: false }], lanes: calls.map(() => [step]) },
    ...(leads && { leads: true as const }),
  }
  const verdict = { code: 'broken', rule: 'answer', message: 'wrong', call: lanes - 1 } as const
  return {
    tried: { history, timeline: { calls, ends: [] }, verdict },
    calls: lanes,
    broken: 5,
    of: 5,
  }
}

describe('what was found, in lines,', () => {
  it.each([
    [1, false, []],
    [1, true, ['one after the other, with a pause after each change:']],
    [2, true, ['first:', 'then:']],
    [2, false, ['at the same time:', 'lane 1:', 'lane 2:']],
    [3, true, ['first:', 'then, at the same time:', 'lane 2:', 'lane 3:']],
  ] as const)(
    'says when the calls of %s lanes are sent (one leads: %s)',
    (lanes, leads, headings) => {
      const lines = tellFound(found(lanes, leads)).map((line) => line.trim())

      expect(lines.slice(0, 2)).toEqual([
        'BROKEN  answer: wrong',
        `reproducer: ${lanes} ${lanes === 1 ? 'call' : 'calls'}, breaks the same rule in 5 of 5 repetitions`,
      ])
      expect(lines.slice(2).filter((line) => line.endsWith(':'))).toEqual(headings)
      expect(lines.at(-1)).toMatch(/^✗ .* → 200 {2}\(0–7 ms\)$/)
    },
  )
})
