import { describe, expect, test } from 'vitest'
import type { Result } from '../workers/task.ts'
import { chooseSequenceFaults } from './choose-sequence-faults.ts'
import { sentenceOf } from './perform-histories.ts'
import { figuresOf, rowOf } from './table.ts'

describe('the faults that histories look for', () => {
  test('are all, those like a glob, or a sample of every kind', () => {
    const all = chooseSequenceFaults({})
    expect(all.length).toBeGreaterThanOrEqual(100)
    const upstream = chooseSequenceFaults({ fault: ['upstream/*'] })
    expect(upstream).toHaveLength(7)
    const sample = chooseSequenceFaults({ sample: 20 })
    const kinds = (ids: readonly string[]) => new Set(ids.map((id) => id.split('/')[0]))
    expect(sample).toHaveLength(20)
    expect(kinds(sample).size).toBeGreaterThan(5)
    expect(() => chooseSequenceFaults({ fault: ['boats/*'] })).toThrow('matches no fault')
    for (const id of all) expect(sentenceOf(id)).toMatch(/^the cloud \w+ /)
  })
})

describe('the table of histories', () => {
  const result = (task: string, ms: number, calls?: number): Result => ({
    ...{ task, ms, reach: 'whole', met: 2, cases: [] },
    fate: calls === undefined ? 'survived' : 'killed',
    ...(calls !== undefined && {
      found: {
        rule: 'answer',
        message: '',
        calls,
        broken: 5,
        of: 5,
        histories: 3,
        firstMs: 9,
        words: [],
      },
    }),
  })

  test('has a row for each fault, and the figures of all', () => {
    expect(rowOf(result('race/a', 1200, 3))).toMatch(/race\/a +1\.2 s +3 calls +5\/5 +answer/)
    expect(rowOf(result('race/b', 300_000))).toContain('NOT FOUND (survived, met 2 times)')
    const all = [result('a', 1000, 2), result('b', 3000, 5), result('c', 300_000)]
    expect(figuresOf(all).join('\n')).toContain('found: 2 of 3')
    expect(figuresOf(all).join('\n')).toContain('time: median 2.0 s, longest 3.0 s')
    expect(figuresOf(all).join('\n')).toContain('reproducer: median 3.5 calls, largest 5')
    expect(figuresOf([]).join('\n')).toContain('found: 0 of 0')
  })
})
