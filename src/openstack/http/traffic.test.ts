import { describe, expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { Traffic } from './traffic.ts'

function exchange(changes: Partial<Exchange>): Exchange {
  return {
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    service: 'compute',
    persona: 'member',
    request: { method: 'GET', url: 'http://cloud/', headers: {}, body: { kind: 'empty' } },
    ...changes,
  }
}

const unanswered = exchange({ problem: 'answer-timeout', failure: 'no answer', durationMs: 60 })
const answered = (status: number, headers: Record<string, string> = {}) =>
  exchange({ response: { status, headers, body: { kind: 'empty' } } })

describe('a request that is held back', () => {
  test('is not sent when the cloud asks the others to wait again and again', async () => {
    const traffic = new Traffic({ heldMs: 600 })
    const askedToWait = setInterval(() => traffic.learn(answered(429, { 'retry-after': '1' })), 50)
    const started = performance.now()

    await new Promise((resolve) => setTimeout(resolve, 60))
    await expect(traffic.turn()).rejects.toMatchObject({ problem: 'held' })

    expect(performance.now() - started).toBeLessThan(4_000)
    clearInterval(askedToWait)
    expect(traffic.isSilent('compute')).toBe(false)
  })
})

describe('a service that has fallen silent', () => {
  test('is asked only now and then, and as usual when it has answered', () => {
    const traffic = new Traffic({ silenceMs: 50 })
    for (let count = 0; count < 8; count += 1) {
      expect(traffic.isSilent('compute')).toBe(false)
      traffic.learn(unanswered)
    }

    expect(traffic.isSilent('compute')).toBe(true)
    expect(traffic.isSilent('block-storage')).toBe(false)

    traffic.learn(answered(500))
    expect(traffic.isSilent('compute')).toBe(false)
  })

  test('is not one that has been silent for a moment only', () => {
    const traffic = new Traffic({ silenceMs: 10_000 })
    for (let count = 0; count < 20; count += 1) traffic.learn(unanswered)

    expect(traffic.isSilent('compute')).toBe(false)
  })
})

describe('a request', () => {
  test('waits as long as the cloud has asked for', async () => {
    const traffic = new Traffic()
    traffic.learn(answered(429, { 'retry-after': '1' }))

    const started = performance.now()
    await traffic.turn()

    expect(performance.now() - started).toBeGreaterThanOrEqual(990)
  })

  test('does not wait for what is no advice to wait', async () => {
    const traffic = new Traffic()
    traffic.learn(answered(413, { 'retry-after': '0', 'openstack-api-version': 'volume 3.27' }))
    traffic.learn(answered(503, { 'retry-after': '100' }))

    const started = performance.now()
    await traffic.turn()

    expect(performance.now() - started).toBeLessThan(200)
  })

  test('waits for its turn when there are only so many a second', async () => {
    const traffic = new Traffic({ requestsPerSecond: 20 })

    const started = performance.now()
    await Promise.all(Array.from({ length: 11 }, () => traffic.turn()))

    expect(performance.now() - started).toBeGreaterThanOrEqual(490)
  })
})
