import { expect, test } from 'vitest'
import { loadsOf, permitsOf } from '../../reports/testing/loads.ts'
import type { Fault } from '../fault.ts'
import { partNamed, requirementsIn } from '../parts.ts'
import type { Result } from '../workers/task.ts'
import { blindOf, killMatrix } from './kill-matrix.ts'
import { killMatrixPage } from './page.ts'
import { terminalReport } from './terminal.ts'

const fault = (id: string, violates: readonly string[]): Fault => ({
  id,
  kind: 'error-status',
  sentence: `it is <${id}>`,
  violates,
  means: {
    tamper:
      () =>
      async (_passing, { forward }) =>
        await forward(),
  },
})

const result = (task: string, fate: Result['fate'], cases: Result['cases']): Result => ({
  task,
  fate,
  reach: 'first',
  met: 1,
  ms: 10,
  cases,
})

const promised = requirementsIn(partNamed('default'))
const OWN = 'compute.detach:404:unknown-server'
const OTHER = 'compute.detach:401:no-token'

const faults = [fault('one', [OWN]), fault('two', ['compute.detach:404:*']), fault('three', [OWN])]
const results = [
  result('one', 'killed', [
    { id: `${OWN}@2.1`, requirement: OWN, verdict: 'failed', reason: 'wrong-status: …' },
    { id: `${OWN}@2.20`, requirement: OWN, verdict: 'passed' },
    { id: `${OTHER}@2.1`, requirement: OTHER, verdict: 'failed' },
  ]),
  result('two', 'survived', [
    { id: `${OWN}@2.1`, requirement: OWN, verdict: 'error', reason: 'x' },
  ]),
]
const matrix = killMatrix(faults, results, 'digest', promised)

test('A requirement counts as failed where one of its cases has', () => {
  expect(matrix.faults[0]).toMatchObject({
    id: 'one',
    fate: 'killed',
    violates: [OWN],
    verdicts: { [OWN]: 'failed', [OTHER]: 'failed' },
    reason: 'wrong-status: …',
  })
})

test('A requirement is seen to fail only under faults that violate it', () => {
  const row = (id: string) => matrix.requirements.find((one) => one.id === id)

  expect(row(OWN)).toMatchObject({ violatedBy: 3, failedUnder: ['one'] })
  expect(row(OTHER)).toMatchObject({ violatedBy: 0, failedUnder: [] })
  expect(blindOf(matrix).map(({ id }) => id)).not.toContain(OWN)
})

test('A requirement that took its turn is seen to fail under the fault of that turn', () => {
  const turn = { ...result(`requirement ${OTHER}`, 'killed', []), fault: 'two' }

  const { requirements } = killMatrix(faults, [...results, turn], 'digest', promised)

  expect(requirements.find(({ id }) => id === OTHER)?.failedUnder).toEqual(['two'])
})

test('The terminal tells of what was not killed, and counts by kinds', () => {
  const text = terminalReport(matrix, { seconds: 12.3, about: 'some' })

  expect(text).toMatch(/error-status +3 +1 +1 +· +· +1\n/)
  expect(text).toContain('survived: two (met 1 times): it is <two>')
  expect(text).not.toContain('never seen to fail')
})

test('The terminal tells of false alarms where runs without a fault were wanted', () => {
  const calm = { ...result('calm newest edges 1 ', 'calm', []), met: 1105 }
  const loud = {
    ...result('calm zed edges 2 ', 'alarmed', [
      { id: `${OWN}@2.1`, requirement: OWN, verdict: 'failed', reason: 'wrong-status: …' },
    ]),
    met: 1083,
  }

  const text = terminalReport(killMatrix(faults, [calm, loud], 'digest', promised), {
    seconds: 60,
    about: 'calm',
  })

  expect(text).toContain('2 runs without a fault, 2188 cases: 1 false alarms\n')
  expect(text).toContain(`failed: ${OWN}@2.1 in calm zed edges 2 : wrong-status: …`)
  expect(text).not.toContain('survived')
})

test('The page escapes what it shows', () => {
  const page = killMatrixPage(matrix)

  expect(page).toContain('it is &lt;one&gt;')
  expect(page).not.toContain('it is <one>')
})

test('The page asks the network for nothing, and may not', () => {
  const page = killMatrixPage(matrix)

  expect(loadsOf(page)).toEqual([])
  expect(permitsOf(page)).toEqual([])
})
