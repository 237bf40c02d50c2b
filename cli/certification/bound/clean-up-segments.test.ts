import { expect, it } from 'vitest'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import { CleanUpSegments } from './clean-up-segments.ts'

const at = '2031-05-04T10:00:00.000Z'
const intended = (key: string): JournalEvent => ({
  ...{ type: 'resource-intended', at, key, kind: 'volume', name: key, persona: 'member' },
})
const gone = (key: string): JournalEvent => ({ type: 'resource-gone', at, key })
const asked: JournalEvent = {
  ...{ type: 'exchange', phase: 'clean-up', violations: [] },
  exchange: {
    ...{ id: 'x', at, durationMs: 1, service: 'block-storage', persona: 'member' },
    request: { method: 'GET', url: 'https://cloud.example', headers: {}, body: { kind: 'empty' } },
  },
}
const begun: JournalEvent = { type: 'clean-up-begun', at }
const looked: JournalEvent = { type: 'leak-check', at, leaked: [] }

function segmentsOf(...events: readonly JournalEvent[]) {
  const segments = new CleanUpSegments()
  for (const event of events) expect(segments.enter(event, 'line 1', 0)).toBeUndefined()
  return segments
}

it('takes a clean-up that was killed and the one after it for two, of which the first was given up', () => {
  const segments = segmentsOf(
    ...[intended('1'), intended('2'), asked, gone('1')],
    ...[begun, asked, asked, gone('2'), looked],
  )

  expect(segments.close()).toBeUndefined()
  const [killed, last] = segments.closed
  expect(killed).toMatchObject({ ledger: ['gone 1'], unseen: 'it was killed' })
  expect(killed?.exchanges).toHaveLength(1)
  expect(last?.outstanding.map(({ key }) => key)).toEqual(['2'])
  expect(last).toMatchObject({ ledger: ['gone 2'], leaked: [] })
  expect(last?.exchanges).toHaveLength(2)
})

it('takes a later clean-up of a run that has ended for one of its own', () => {
  const segments = segmentsOf(intended('1'), asked, gone('1'), looked, begun, asked, looked)

  expect(segments.closed.map(({ unseen }) => unseen)).toEqual([undefined, undefined])
})

it('knows the personas of a later clean-up, which need not be those of the run', () => {
  const member = { projectId: 'atlas', endpoints: {}, tokenIsGiven: false }
  const personaAccess = { member, admin: member }
  const segments = segmentsOf(
    ...[intended('1'), asked, looked],
    ...[{ ...begun, personaAccess }, asked, gone('1'), looked],
  )

  expect(segments.closed.map((segment) => segment.personaAccess)).toEqual([
    undefined,
    personaAccess,
  ])
})
