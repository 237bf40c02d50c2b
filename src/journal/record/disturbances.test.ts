import { expect, test } from 'vitest'
import type { Exchange } from '../../openstack/exchange.ts'
import { countDisturbances, disturbanceLine, disturbancesIn } from './disturbances.ts'

const exchange = (rest: Partial<Exchange>): Exchange => ({
  id: 'x',
  at: '2031-05-04T10:00:00.000Z',
  durationMs: 1,
  service: 'compute',
  persona: 'member',
  request: { method: 'GET', url: 'http://x/', headers: {}, body: { kind: 'empty' } },
  ...rest,
})
const answer = (status: number, repeats?: string) =>
  exchange({
    response: { status, headers: {}, body: { kind: 'empty' } },
    ...(repeats !== undefined && { repeats }),
  })

function counted(...exchanges: Exchange[]) {
  return countDisturbances(exchanges.flatMap(disturbancesIn))
}

test('Disturbed requests are counted by the kind of disturbance', () => {
  const counts = counted(
    answer(200),
    answer(429),
    answer(200, 'x'),
    answer(503),
    exchange({ failure: 'reset', problem: 'reset' }),
    exchange({ failure: 'no token', problem: 'token-lost' }),
  )
  expect(counts).toEqual({
    transport: 1,
    unavailable: 1,
    rateLimited: 1,
    tokenLost: 1,
    repeated: 1,
  })
  expect(disturbanceLine(counts)).toBe(
    'disturbed requests: 1 without an answer, 1 answered 502, 503 or 504, 1 told to wait, 1 without a token; 1 were sent again',
  )
})

test('Nothing is printed for a run without disturbances', () => {
  expect(disturbanceLine(counted(answer(200), answer(404)))).toBeUndefined()
})
