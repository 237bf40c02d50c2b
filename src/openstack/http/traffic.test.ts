import { describe, expect, test, vi } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { goneText, type ServiceGone } from './silences.ts'
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
    await expect(traffic.turn('compute')).rejects.toMatchObject({ problem: 'held' })

    expect(performance.now() - started).toBeLessThan(4_000)
    clearInterval(askedToWait)
  })
})

describe('a service that has fallen silent', () => {
  /** Learns of so many requests that got no answer of the service. */
  const unansweredBy = (traffic: Traffic, count: number, result: Exchange = unanswered) => {
    for (let done = 0; done < count; done += 1) traffic.learn(result)
  }
  const isHeld = async (traffic: Traffic, service = 'compute') => {
    const turn = traffic.turn(service, AbortSignal.timeout(60))
    return turn.then(
      () => false,
      () => true,
    )
  }

  test('is asked only now and then, and as usual when it has answered', async () => {
    const traffic = new Traffic({ silenceMs: 50 })
    unansweredBy(traffic, 8)

    expect(await isHeld(traffic)).toBe(true)
    expect(await isHeld(traffic, 'block-storage')).toBe(false)

    traffic.learn(answered(500))
    expect(await isHeld(traffic)).toBe(false)
  })

  test('is one in whose place a gateway answers', async () => {
    const traffic = new Traffic({ silenceMs: 0 })
    unansweredBy(traffic, 8, answered(503))
    expect(await isHeld(traffic)).toBe(true)

    traffic.learn(answered(503, { 'openstack-api-version': 'compute 2.1' }))
    expect(await isHeld(traffic)).toBe(false)
  })

  test('is not one that has been silent for a moment only', async () => {
    const traffic = new Traffic({ silenceMs: 10_000 })
    unansweredBy(traffic, 20)

    expect(await isHeld(traffic)).toBe(false)
  })

  test('holds requests back until it answers', async () => {
    const traffic = new Traffic({ silenceMs: 0 })
    unansweredBy(traffic, 8)
    const turn = traffic.turn('compute')
    setTimeout(() => traffic.learn(answered(200)), 50)

    await expect(turn).resolves.toBeUndefined()
  })

  test('is taken to be gone, which is told once, until it answers again', async () => {
    const news: string[] = []
    const onGone = (gone: ServiceGone) => news.push(goneText(gone))
    const traffic = new Traffic({ silenceMs: 0, goneMs: 50, onGone })
    unansweredBy(traffic, 8)

    expect(news).toEqual(['compute has answered nothing for 0 s, the last time: no answer'])
    await expect(traffic.turn('compute')).rejects.toMatchObject({ problem: 'silent' })
    expect(await isHeld(traffic, 'block-storage')).toBe(false)

    traffic.learn(answered(200))
    expect(await isHeld(traffic)).toBe(false)
    unansweredBy(traffic, 8)
    expect(news).toHaveLength(2)
  })

  test('is not gone because of two requests, nor sooner than it may be', () => {
    const onGone = () => {
      throw new TypeError('it is not gone')
    }
    unansweredBy(new Traffic({ goneMs: 0, onGone }), 2)
    unansweredBy(new Traffic({ goneMs: 60_000, onGone }), 100)
  })

  test('is not gone because of disturbances with a long time between them', () => {
    const clock = vi.spyOn(performance, 'now')
    const news: ServiceGone[] = []
    const traffic = new Traffic({ onGone: (gone) => news.push(gone) })
    for (const minute of [0, 5, 10, 15]) {
      clock.mockReturnValue(minute * 60_000)
      unansweredBy(traffic, 5)
    }
    expect(news).toEqual([])
    clock.mockRestore()
  })

  test('does not become silent by what was not sent', async () => {
    const traffic = new Traffic({ silenceMs: 0 })
    for (const problem of ['aborted', 'held', 'silent', 'token-lost'] as const) {
      unansweredBy(traffic, 10, exchange({ problem, failure: 'not sent' }))
    }
    expect(await isHeld(traffic)).toBe(false)
  })
})

describe('a request', () => {
  test('waits as long as the cloud has asked for', async () => {
    const traffic = new Traffic()
    traffic.learn(answered(429, { 'retry-after': '1' }))

    const started = performance.now()
    await traffic.turn('compute')

    expect(performance.now() - started).toBeGreaterThanOrEqual(990)
  })

  test('does not wait for what is no advice to wait', async () => {
    const traffic = new Traffic()
    traffic.learn(answered(413, { 'retry-after': '0', 'openstack-api-version': 'volume 3.27' }))
    traffic.learn(answered(503, { 'retry-after': '100' }))

    const started = performance.now()
    await traffic.turn('compute')

    expect(performance.now() - started).toBeLessThan(200)
  })

  test('waits for its turn when there are only so many a second', async () => {
    const traffic = new Traffic({ requestsPerSecond: 20 })

    const started = performance.now()
    await Promise.all(Array.from({ length: 11 }, () => traffic.turn('compute')))

    expect(performance.now() - started).toBeGreaterThanOrEqual(490)
  })
})
