import { expect, it } from 'vitest'
import type { CaseId } from '../../src/plan/case.ts'
import type { JournalEvent } from '../../src/run/journal-event.ts'
import { Sittings } from './sittings.ts'

const [done, torn]: readonly [CaseId, CaseId] = [
  'compute.list:200:all@2.1',
  'compute.show:200:one@2.1',
]
const at = '2031-05-04T10:00:00.000Z'
const started = (id: CaseId): JournalEvent => ({ type: 'case-started', at, case: id })
const finished = (id: CaseId, code?: 'interrupted'): JournalEvent => ({
  ...{ type: 'case-finished', at, case: id, durationMs: 1, requests: 1 },
  ...(code === undefined
    ? { verdict: 'passed' }
    : { verdict: 'not-tested', reason: { code, message: '' } }),
})
const intended = (id: CaseId): JournalEvent => ({
  ...{ type: 'resource-intended', at, case: id },
  ...{ key: 'server-1', kind: 'server', name: 'attest-1', persona: 'member' },
})

function keptOf(...sittings: readonly (readonly JournalEvent[])[]) {
  const known = new Sittings()
  for (const [index, events] of sittings.entries()) {
    if (index > 0) known.enter({ type: 'run-resumed', at })
    for (const event of events) known.enter(event)
  }
  return sittings.map((events, index) => events.flatMap((event) => known.keep(event, index) ?? []))
}

it('keeps of a case that was begun anew what came last, and whatever it has made', () => {
  const { case: _, ...ofNoCase } = { case: torn, ...intended(torn) }
  const last = [started(torn), finished(torn)]

  expect(keptOf([started(torn), intended(torn), finished(torn, 'interrupted')], last)).toEqual([
    [ofNoCase],
    last,
  ])
})

it('keeps what had ended before a run was resumed', () => {
  const first = [started(done), finished(done)]

  expect(keptOf([...first, started(torn)], [started(torn)])).toEqual([first, [started(torn)]])
})
