import { expect, test } from 'vitest'
import { loadsOf, permitsOf } from '../../reports/testing/loads.ts'
import type { MeasurementResult } from '../results.ts'
import { benchPage } from './page.ts'

test('The page asks the network for nothing, and may not', () => {
  const spread = { median: 2, min: 1, max: 3 }
  const measurement: MeasurementResult = {
    id: 'judging',
    title: '<img src="https://elsewhere.example/x.png">',
    explanation: 'how long it takes',
    unit: '×',
    at: '2026-11-28T12:00:00.000Z',
    commit: 'abc',
    machine: { processors: 2, model: 'x', memoryGiB: 4, node: '20', platform: 'linux' },
    repetitions: 1,
    conditions: [{ id: 'one', unit: '×', values: [1, 2, 3], spread, figures: { rest: spread } }],
  }
  const page = benchPage({ measurements: [measurement] })

  expect(page).toContain('elsewhere.example')
  expect(loadsOf(page)).toEqual([])
  expect(permitsOf(page)).toEqual([])
})
