import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR } from './testing/tiny-cloud.ts'
import { TinyTarget } from './testing/tiny-session.ts'

const target = new TinyTarget()

describe('the token', () => {
  const call = { service: 'compute', method: 'GET', path: '/servers' } as const

  const now = performance.now.bind(performance)
  let advanced = 0
  beforeEach(() => {
    advanced = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now() + advanced)
  })
  afterEach(() => vi.restoreAllMocks())

  function advance(ms: number): void {
    advanced += ms
  }

  it('is renewed shortly before it expires, once for all who wait for it', async () => {
    const session = await target.open()
    advance(HOUR - 10 * 60_000)
    await session.send(call)
    expect(target.cloud.tokens).toBe(1)
    advance(9 * 60_000)
    const sent: unknown[] = []
    target.cloud.answer = ({ headers }, response) => {
      sent.push(headers['x-auth-token'])
      response.writeHead(200).end()
    }
    const all = await Promise.all([session.send(call), session.send(call), session.send(call)])
    expect(target.cloud.tokens).toBe(2)
    expect(sent).toEqual(Array(3).fill('token-2'))
    expect(all.map(({ request }) => request.headers['x-auth-token'])).toEqual(
      Array(3).fill('[redacted]'),
    )
  })

  it('lives by this clock, whatever that of Identity says', async () => {
    target.cloud.skewMs = -2 * HOUR
    const session = await target.open()
    await session.send(call)
    expect(target.cloud.tokens).toBe(1)
  })

  it('lives as long when this clock is put right by hours, forth or back', async () => {
    const session = await target.open()
    for (const ms of [2 * HOUR, -2 * HOUR]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
      await session.send(call)
      expect(target.cloud.tokens).toBe(1)
    }
    advance(HOUR)
    await session.send(call)
    expect(target.cloud.tokens).toBe(2)
  })

  it('is kept while it lasts when it cannot be renewed, and then the failure is told', async () => {
    const session = await target.open()
    target.cloud.refusal = { status: 503, body: '{}' }
    advance(HOUR - 60_000)
    expect((await session.send(call)).response?.status).toBe(200)
    advance(2 * 60_000)
    const exchange = await session.send(call)
    expect(exchange.response).toBeUndefined()
    expect(exchange.failure).toMatch(/token could not be renewed: .*answered 503/)
    target.cloud.refusal = undefined
    expect((await session.send(call)).response?.status).toBe(200)
  })

  it('is not renewed for a request that is answered 401', async () => {
    const session = await target.open()
    target.cloud.answer = (_request, response) => {
      response.writeHead(401).end()
    }
    expect((await session.send(call)).response?.status).toBe(401)
    expect((await session.send(call)).response?.status).toBe(401)
    expect(target.cloud.tokens).toBe(1)
  })
})
