import { expect, it } from 'vitest'
import type { AnsweredCall } from '../model/call.ts'
import type { Timeline } from '../perform/timeline.ts'
import { mayStillShow } from './may-still-show.ts'

const attached = (status: number): Timeline => ({
  calls: [
    {
      ...{ lane: 0, place: 0, exchange: 'one', sentMs: 0, answeredMs: 7 },
      call: {
        step: { op: 'compute.attach', server: 0, volume: 0, microversion: '2.101' },
        ...{ status, shown: {} },
      },
    },
  ],
  ends: [],
})
const listed = (status: number, ...volumes: readonly number[]) => {
  const call: AnsweredCall = {
    step: { op: 'compute.list', server: 0, microversion: '2.101' },
    ...{ status, shown: { volumes: volumes.map((volume) => ({ volume })) } },
  }
  return { calls: [call], devices: [] }
}

it.each([
  ['accepted and not listed', 202, listed(200), true],
  ['accepted and listed', 202, listed(200, 0), false],
  ['accepted by a server that is gone', 202, listed(404), true],
  ['answered when it was done', 200, listed(200), false],
  ['refused', 400, listed(200), false],
] as const)('an attach that was %s may still show: status %s', (_, status, seen, expected) => {
  expect(mayStillShow(attached(status), seen)).toBe(expected)
})
