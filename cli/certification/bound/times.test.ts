import { expect, it } from 'vitest'
import type { TargetIdentity } from '../../../src/discover/target.ts'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import { Times } from './times.ts'

const at = (seconds: number): string =>
  new Date(Date.UTC(2031, 4, 4) + seconds * 1000).toISOString()
const target: TargetIdentity = {
  ...{ name: 'x', authUrl: 'x', services: {}, personas: [] },
}
const started = (seconds: number, merged = false): JournalEvent => ({
  ...{ type: 'run-started', at: at(seconds), run: 'x', target, accepted: [] },
  suite: { version: '0', specs: [] },
  ...(merged && { merged: [{ run: 'a', chain: '0' }] }),
})
const exchange = (seconds: number, durationMs = 0, part?: number): JournalEvent => ({
  ...{ type: 'exchange', phase: 'act', violations: [], ...(part !== undefined && { part }) },
  exchange: {
    ...{ id: 'x', at: at(seconds), durationMs, service: 'compute', persona: 'member' },
    request: { method: 'GET', url: 'x', headers: {}, body: { kind: 'empty' } },
  },
})
const finished = (seconds: number, wallMs: number): JournalEvent => ({
  ...{ type: 'run-finished', at: at(seconds), interrupted: false, wallMs },
})
const resumed = (seconds: number): JournalEvent => ({ type: 'run-resumed', at: at(seconds) })

function differenceIn(...events: readonly JournalEvent[]): string | undefined {
  const times = new Times()
  let segment = 0
  for (const event of events) {
    if (event.type === 'run-resumed') segment += 1
    const part = 'part' in event && event.part !== undefined ? event.part : segment
    const difference = times.enter(event, part)
    if (difference !== undefined) return difference
  }
  return times.close()
}

/** A request each minute from one time to another. */
const minutely = (from: number, to: number, part?: number): JournalEvent[] =>
  Array.from({ length: Math.floor((to - from) / 60) + 1 }, (_, minute) =>
    exchange(from + 60 * minute, 0, part),
  )

it.each<[string, readonly JournalEvent[]]>([
  ['a run', [started(0), ...minutely(1, 600), finished(602, 602_000)]],
  [
    'a run that was resumed a day later',
    [started(0), exchange(9), resumed(86_400), exchange(86_410), finished(86_411, 20_000)],
  ],
  [
    'parts that ran at the same time and were merged later',
    [
      ...[started(0, true), ...minutely(1, 900, 1), ...minutely(2, 800, 2)],
      finished(5_000, 900_000),
    ],
  ],
  [
    'a clock that is set back by an hour',
    [
      started(3_600),
      ...minutely(3_601, 4_201),
      ...minutely(601, 1_201),
      finished(1_202, 1_200_000),
    ],
  ],
  [
    'a clock that is put forward by an hour',
    [started(0), ...minutely(1, 601), ...minutely(4_201, 4_801), finished(4_802, 1_200_000)],
  ],
  [
    'a clean-up after the end',
    [started(0), exchange(1), finished(2, 2_000), exchange(90_000), exchange(90_001)],
  ],
  [
    'a long clean-up of a run that was interrupted, and then resumed',
    [
      ...[started(0), exchange(1), finished(2, 2_000), ...minutely(90, 900)],
      ...[resumed(1_000), exchange(1_001), finished(1_002, 4_000)],
    ],
  ],
])('accepts %s', (_, events) => {
  expect(differenceIn(...events)).toBeUndefined()
})

it.each<[string, readonly JournalEvent[], string]>([
  [
    'a beginning after the first request',
    [started(9_000), exchange(1)],
    'its first request was sent',
  ],
  ['a beginning long before it', [started(0), exchange(9_000)], 'its first request was sent at'],
  ['no request at all', [started(0)], 'its first request was sent at no time'],
  [
    'an end before the last request',
    [started(0), ...minutely(1, 900), finished(9, 900_000)],
    'and that of the line before it',
  ],
  [
    'an end long after it',
    [started(0), exchange(1), finished(9e5, 1)],
    'and that of the line before it',
  ],
  ['a run that took longer', [started(0), exchange(1), finished(2, 9e6)], 'took 9000000 ms'],
  [
    'a run that took no time',
    [started(0), ...minutely(1, 9_000), finished(9_001, 1)],
    'the run took 1 ms',
  ],
  [
    'parts that took no time',
    [started(0, true), ...minutely(1, 9_000, 1), finished(9_001, 1)],
    'the run took 1 ms',
  ],
])('refuses %s', (_, events, message) => {
  expect(differenceIn(...events)).toContain(message)
})
