import { expect, it } from 'vitest'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import { resourceKinds } from '../../../suites/suites.ts'
import { Created } from './created.ts'

const at = '2031-05-04T10:00:00.000Z'

/** A request that creates something, and its answer; without a status, the answer was lost. */
function asked(method: string, path: string, json: unknown, status?: number, answer?: unknown) {
  const event: JournalEvent = {
    ...{ type: 'exchange', phase: 'arrange', violations: [] },
    exchange: {
      ...{ id: 'x', at, durationMs: 1, service: 'block-storage', persona: 'member' },
      request: {
        ...{ method, url: `https://cloud.example/v3/p${path}`, headers: {} },
        body: { kind: 'json', value: json },
      },
      ...(status !== undefined && {
        response: { status, headers: {}, body: { kind: 'json', value: answer } },
      }),
    },
  }
  return event
}
const intended = (key: string, name: string): JournalEvent => ({
  ...{ type: 'resource-intended', at, key, kind: 'volume', name, persona: 'member' },
})
const recorded = (key: string, id: string): JournalEvent => ({
  ...{ type: 'resource-created', at, key, id },
})
const volume = (name: string, status?: number) =>
  asked('POST', '/volumes', { volume: { name } }, status, { volume: { id: 'v1', name } })

function differenceIn(...events: readonly JournalEvent[]): string | undefined {
  const created = new Created(resourceKinds)
  for (const event of events) {
    const difference = created.enter(event, 'line 1')
    if (difference !== undefined) return difference
  }
  return created.close()
}

it.each<[string, readonly JournalEvent[]]>([
  ['what was announced and created', [intended('k', 'n'), volume('n', 202), recorded('k', 'v1')]],
  ['what was refused', [intended('k', 'n'), volume('n', 400)]],
  [
    'a lost answer, after which the volume was found',
    [intended('k', 'n'), volume('n'), recorded('k', 'v1')],
  ],
  [
    'a volume that Compute created, and that got its name',
    [
      intended('k', 'n'),
      asked('PUT', '/volumes/v1', { volume: { name: 'n' } }, 200, { volume: { id: 'v1' } }),
      recorded('k', 'v1'),
    ],
  ],
  [
    'a run that was killed before it wrote the line',
    [intended('k', 'n'), volume('n', 202), { type: 'run-resumed', at }],
  ],
])('accepts %s', (_, events) => {
  expect(differenceIn(...events)).toBeUndefined()
})

it.each<[string, readonly JournalEvent[], string]>([
  ['what was not announced', [volume('n', 202), recorded('k', 'v1')], 'which was not announced'],
  ['what is not recorded', [intended('k', 'n'), volume('n', 202)], 'the ledger does not have'],
  ['what no answer contains', [intended('k', 'n'), recorded('k', 'v1')], 'no answer contains'],
  [
    'an attachment that is not recorded',
    [asked('POST', '/attachments', {}, 200, { attachment: { id: 'a1' } })],
    'it created a1, which the ledger does not have',
  ],
])('refuses %s', (_, events, message) => {
  expect(differenceIn(...events)).toContain(message)
})
