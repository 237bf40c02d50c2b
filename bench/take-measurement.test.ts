import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Measurement } from './measurement.ts'
import { conditionResults } from './results.ts'
import { takeMeasurement } from './take-measurement.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'attest-bench-'))
})
afterEach(() => rm(scratch, { recursive: true }))

const NEW = { name: 'this', root: '/new' }
const OLD = { name: 'v1', root: '/old' }

test('The versions that are compared take turns', async () => {
  const turns: string[] = []

  await takeMeasurement(counting(turns), options([NEW, OLD]))

  expect(turns).toEqual(['this', 'v1', 'this', 'v1', 'this', 'v1'])
})

test('A version that is slower in every pair is told to be worse', async () => {
  const turns: string[] = []
  const measurement = counting(turns)
  const [own = [], others] = await takeMeasurement(measurement, options([NEW, OLD]))

  const [result] = conditionResults(measurement, own, others)

  expect(result).toMatchObject({
    met: false,
    values: [1, 3, 5],
    spread: { median: 3, min: 1, max: 5 },
    figures: { 'run ms': { median: 30, min: 10, max: 50 } },
    against: { values: [2, 4, 6], ratio: { median: 0.75, min: 0.5, max: 5 / 6 }, worse: false },
  })
  const [reversed] = conditionResults(measurement, others ?? [], own)
  expect(reversed?.against?.worse).toBe(true)
})

test('Where more is better, less in every pair is worse', async () => {
  const measurement = { ...counting([]), conditions: [{ id: 'x', goal: { atLeast: 2 } }] }
  const [own = [], others] = await takeMeasurement(measurement, options([NEW, OLD]))

  expect(conditionResults(measurement, own, others)).toMatchObject([
    { met: true, against: { worse: true } },
  ])
})

function options(subjects: readonly (typeof NEW)[]) {
  return { subjects, repetitions: 3, scratch, say: () => {} }
}

/** A measurement with the values 1, 2, 3 and so on. */
function counting(turns: string[]): Measurement {
  return {
    id: 'counting',
    title: 'Counting',
    explanation: 'How often it was asked.',
    unit: '×',
    conditions: [{ id: 'x', goal: { atMost: 2 } }],
    async *measure({ name }) {
      const value = turns.push(name)
      yield { condition: 'x', value, figures: { 'run ms': value * 10 } }
    },
  }
}
