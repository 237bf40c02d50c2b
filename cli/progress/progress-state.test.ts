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
  expect(state.waitsFor).toBe('')
  state.enter(intended('server-1', 'server'))
  expect(state.waitsFor).toBe('the first servers')
  for (const { id } of [first, second]) state.enter({ type: 'case-started', at: AT, case: id })
  expect(state.waitsFor).toBe(first.title)
})

it('ignores resources of any kind that a case creates for itself', () => {
  const state = new ProgressState(SYNTHETIC_PLAN, 0)
  state.enter(intended('attachment-1', 'attachment', { case: first?.id }))
  expect(state.waitsFor).toBe('')
})
