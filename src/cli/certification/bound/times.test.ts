import { expect, it } from 'vitest'
import { microversion } from '../../../openapi/microversion.ts'
import type { JournalEvent, TargetIdentity } from '../../../run/journal-event.ts'
import { Times } from './times.ts'

const at = (seconds: number): string =>
  new Date(Date.UTC(2031, 4, 4) + seconds * 1000).toISOString()
const only = (version: string) => ({ min: microversion(version), max: microversion(version) })
const target: TargetIdentity = {
  ...{ name: 'x', authUrl: 'x', endpoints: { compute: 'x', 'block-storage': 'x' } },
  ...{ compute: only('2.1'), blockStorage: only('3.0'), personas: [] },
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
  let sitting = 0
  for (const event of events) {
    if (event.type === 'run-resumed') sitting += 1
    const part = 'part' in event && event.part !== undefined ? event.part : sitting
    const difference = times.enter(event, part)
    if (difference !== undefined) return difference
  }
  return times.close()
}

it.each<[string, readonly JournalEvent[]]>([
  ['a run', [started(0), exchange(1), exchange(500), finished(501, 501_000)]],
  [
    'a run that was resumed a day later',
    [started(0), exchange(9), resumed(86_400), exchange(86_500), finished(86_501, 110_000)],
  ],
  [
    'parts that were at the same time',
    [
      ...[started(0, true), exchange(1, 0, 1), exchange(900, 0, 1), exchange(2, 0, 2)],
      ...[exchange(800, 0, 2), finished(5_000, 900_000)],
    ],
  ],
  [
    'a clock that is set back by half a minute',
    [started(60), exchange(61), exchange(31), finished(90, 60_000)],
  ],
  [
    'a clean-up after the end',
    [started(0), exchange(1), finished(2, 2_000), exchange(90_000), exchange(90_001)],
  ],
])('lets pass %s', (_, events) => {
  expect(differenceIn(...events)).toBeUndefined()
})

it.each<[string, readonly JournalEvent[], string]>([
  ['a beginning after the first request', [started(9_000), exchange(1)], 'before the run began'],
  ['a beginning long before it', [started(0), exchange(9_000)], 'its first request left at'],
  ['no request at all', [started(0)], 'its first request left at no time'],
  [
    'a line of an earlier time',
    [started(0), exchange(1), exchange(900), exchange(10)],
    'the lines',
  ],
  [
    'a line of a part of an earlier time',
    [started(0, true), exchange(1, 0, 1), exchange(900, 0, 1), exchange(10, 0, 1)],
    'the lines before it',
  ],
  [
    'an end before the last request',
    [started(0), exchange(1), exchange(900), finished(9, 9e5)],
    '',
  ],
  ['a run that took longer', [started(0), exchange(1), finished(2, 9e6)], 'took 9000000 ms'],
  ['a run that took no time', [started(0), exchange(1), exchange(9e3), finished(9e3, 1)], 'took 1'],
])('refuses %s', (_, events, message) => {
  expect(differenceIn(...events)).toContain(message)
})
