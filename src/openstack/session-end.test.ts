import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Received } from './testing/tiny-cloud.ts'
import { TinyTarget } from './testing/tiny-session.ts'

const target = new TinyTarget()
const call = { service: 'compute', method: 'GET', path: '/servers' } as const
const BUSY = { status: 429, body: '{}' }
/** In ms. Without being ended, everything below would take minutes. */
const SOON = 1_500

async function msOf(promise: Promise<unknown>): Promise<number> {
  const started = performance.now()
  await promise.catch(() => undefined)
  return performance.now() - started
}

describe('a session ends at once', () => {
  it('while it is opened, with the reason of the signal', async () => {
    target.cloud.refusal = BUSY
    const controller = new AbortController()
    const opening = target.open({}, { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 50)

    expect(await msOf(opening)).toBeLessThan(SOON)
    await expect(opening).rejects.toThrow('enough')
  })

  it('when the signal was given before it is opened, without a request', async () => {
    const opening = target.open({}, { signal: AbortSignal.abort(new Error('enough')) })

    await expect(opening).rejects.toThrow('enough')
    expect(target.cloud.received).toEqual([])
  })

  it('for a signal only until it is open', async () => {
    const controller = new AbortController()
    const session = await target.open({}, { signal: controller.signal })
    controller.abort()

    expect((await session.send(call)).response?.status).toBe(200)
  })

  it('for who waits for a token that is not renewed, and not for others', async () => {
    target.cloud.tokenLifeMs = 200
    const session = await target.open()
    await sleep(250)
    target.cloud.refusal = BUSY
    const other = session.send(call)
    const { signal } = setAbort(50)
    const ended = session.send({ ...call, signal })

    expect(await msOf(ended)).toBeLessThan(SOON)
    expect(await ended).toMatchObject({ problem: 'token-lost' })
    target.cloud.refusal = undefined
    expect((await other).response?.status).toBe(200)
  })

  it('when it is closed, whatever it waits for', async () => {
    const session = await target.open()
    target.cloud.answer = (_request: Received, response) => {
      response.writeHead(429, { 'retry-after': '100' }).end()
    }
    const asked = session.ask(call)
    setTimeout(() => void session.close(), 100)

    expect(await msOf(asked)).toBeLessThan(SOON)
  })
})

function setAbort(ms: number): AbortController {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  return controller
}
