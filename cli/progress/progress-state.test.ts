import { expect, it } from 'vitest'
import { SYNTHETIC_PLAN } from '../../reports/synthetic/synthetic-events.ts'
import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { ProgressState } from './progress-state.ts'

const AT = '2031-05-04T10:00:00.000Z'
const [first, second] = SYNTHETIC_PLAN
const intended = (key: string, kind: 'server' | 'attachment', of = {}): JournalEvent => ({
  ...{ type: 'resource-intended', at: AT, key, kind, name: key, persona: 'member', ...of },
})

it('tells what the run waits for: the oldest case, or a resource for several cases', () => {
  if (first === undefined || second === undefined) throw new TypeError('the plan has no cases')
  const state = new ProgressState(SYNTHETIC_PLAN, 0)
  expect(state.waitsFor(0)).toBe('')
  state.enter(intended('server-1', 'server'))
  expect(state.waitsFor(0)).toBe('the first servers')
  for (const { id } of [first, second]) state.enter({ type: 'case-started', at: AT, case: id })
  expect(state.waitsFor(0)).toBe(first.title)
})

it('ignores resources of any kind that a case creates for itself', () => {
  const state = new ProgressState(SYNTHETIC_PLAN, 0)
  state.enter(intended('attachment-1', 'attachment', { case: first?.id }))
  expect(state.waitsFor(0)).toBe('')
})

it('tells which resource has not changed its state, since when, and after which change', () => {
  const state = new ProgressState(SYNTHETIC_PLAN, 0)
  const what = 'volume attest-1 becoming available'
  const after = { operation: 'compute.detach', at: AT }
  state.enter({ type: 'waiting', for: what, ms: 5_000, seen: 'reserved', after }, 7_000)
  expect(state.waitsFor(9_000)).toBe(
    'volume attest-1 becoming available: still reserved after 7 s (compute.detach of 10:00:00)',
  )
  state.enter({ type: 'waited', for: what, ms: 8_000, polls: 5, gaveUp: true })
  expect(state.waitsFor(9_000)).toBe('')
})

it('says nothing about the time left while no case ends', () => {
  const state = new ProgressState(SYNTHETIC_PLAN, 0)
  const done = SYNTHETIC_PLAN.slice(0, 6)
  for (const [index, { id }] of done.entries()) {
    const ended = { type: 'case-finished', at: AT, case: id, verdict: 'passed' } as const
    state.enter({ ...ended, durationMs: 1, requests: 1 }, index * 1_000)
  }
  expect(state.timeLeft(5_000)).toBeGreaterThan(0)
  expect(state.timeLeft(30_000)).toBeUndefined()
})
