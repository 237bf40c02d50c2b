import { describe, expect, it } from 'vitest'
import { microversion } from '../openapi/microversion.ts'
import type { Exchange } from './exchange.ts'
import { Session } from './session.ts'
import { PROJECT } from './testing/tiny-cloud.ts'
import { TinyTarget } from './testing/tiny-session.ts'

const target = new TinyTarget()

describe('a call', () => {
  it('carries token, microversion and who sends it, and is kept as an exchange', async () => {
    const session = await target.open()
    const exchange = await session.send({
      service: 'block-storage',
      method: 'GET',
      path: '/attachments',
      query: { limit: 2, status: ['a b', 'c'], none: undefined },
      microversion: microversion('3.27'),
      operation: 'block-storage.list',
    })
    const sent = target.cloud.received.at(-1)
    expect(sent).toMatchObject({
      method: 'GET',
      url: `/volume/v3/${PROJECT}/attachments?limit=2&status=a+b&status=c`,
      headers: {
        'x-auth-token': 'token-1',
        'openstack-api-version': 'volume 3.27',
        accept: 'application/json',
        'user-agent': expect.stringMatching(/^attest\/\d/),
      },
    })
    expect(exchange).toMatchObject({
      persona: 'member',
      service: 'block-storage',
      operation: 'block-storage.list',
      microversion: '3.27',
      request: { method: 'GET', url: target.cloud.url + sent?.url, body: { kind: 'empty' } },
      response: { status: 200, body: { kind: 'json', value: { servers: [] } } },
    })
    expect(Date.parse(exchange.at)).not.toBeNaN()
  })

  it('names Compute in the microversion header, and sends JSON', async () => {
    const session = await target.open()
    await session.send({
      service: 'compute',
      method: 'POST',
      path: '/servers',
      microversion: microversion('2.60'),
      json: { server: {} },
    })
    expect(target.cloud.received.at(-1)).toMatchObject({
      body: '{"server":{}}',
      headers: {
        'openstack-api-version': 'compute 2.60',
        'content-type': 'application/json',
      },
    })
  })

  it('names another project than that of the token when it is told to', async () => {
    const session = await target.open()
    const call = { service: 'block-storage', method: 'GET', path: '/attachments' } as const
    await session.send({ ...call, projectId: 'def$&456' })
    expect(target.cloud.received.at(-1)?.url).toBe('/volume/v3/def$&456/attachments')
  })

  it('names no project when it is told to', async () => {
    const session = await target.open()
    const call = { service: 'block-storage', method: 'GET', path: '/attachments' } as const
    await session.send({ ...call, projectId: null })
    expect(target.cloud.received.at(-1)?.url).toBe('/volume/v3/attachments')
  })

  it('sends a raw body as it is, with the content type it was given or none', async () => {
    const session = await target.open()
    const call = { service: 'compute', method: 'POST', path: '/x', rawBody: '{"a": ' } as const
    const exchange = await session.send({ ...call, contentType: 'text/plain' })
    expect(target.cloud.received.at(-1)).toMatchObject({
      body: '{"a": ',
      headers: { 'content-type': 'text/plain' },
    })
    expect(exchange.request.body).toEqual({ kind: 'text', text: '{"a": ' })
    await session.send(call)
    expect(target.cloud.received.at(-1)?.headers['content-type']).toBeUndefined()
  })

  it('sends the token it is told to, and headers beat its own', async () => {
    const session = await target.open()
    const call = { service: 'compute', method: 'GET', path: '/servers' } as const
    await session.send({ ...call, token: 'none' })
    expect(target.cloud.received.at(-1)?.headers['x-auth-token']).toBeUndefined()
    await session.send({ ...call, token: { value: 'bogus' } })
    expect(target.cloud.received.at(-1)?.headers['x-auth-token']).toBe('bogus')
    await session.send({
      ...call,
      token: { value: '' },
      microversion: microversion('2.1'),
      headers: { 'OpenStack-API-Version': 'compute 2.01', Accept: undefined },
    })
    expect(target.cloud.received.at(-1)?.headers).toMatchObject({
      'x-auth-token': '',
      'openstack-api-version': 'compute 2.01',
    })
    expect(target.cloud.received.at(-1)?.headers.accept).toBeUndefined()
  })

  it('sends a token of a service beside its own, which is redacted', async () => {
    const session = await target.open()
    const call = { service: 'compute', method: 'GET', path: '/servers' } as const
    await session.send(call)
    expect(target.cloud.received.at(-1)?.headers['x-service-token']).toBeUndefined()
    for (const [serviceToken, sent] of [
      ['own', 'token-1'] as const,
      [{ value: 'bogus' }, 'bogus'] as const,
    ]) {
      const exchange = await session.send({ ...call, serviceToken })
      expect(target.cloud.received.at(-1)?.headers).toMatchObject({
        'x-auth-token': 'token-1',
        'x-service-token': sent,
      })
      expect(exchange.request.headers['x-service-token']).toBe('[redacted]')
    }
  })

  it('neither tidies the path, nor follows a redirect, nor repeats a failure', async () => {
    const session = await target.open()
    const before = target.cloud.received.length
    target.cloud.answer = (_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end()
    }
    const moved = await session.send({ service: 'compute', method: 'GET', path: '/a/../b//%7e' })
    expect(moved.response).toMatchObject({ status: 302, body: { kind: 'empty' } })
    expect(target.cloud.received.at(-1)?.url).toBe('/compute/v2.1/a/../b//%7e')
    target.cloud.answer = (_request, response) => {
      response.writeHead(503).end('busy')
    }
    const busy = await session.send({ service: 'compute', method: 'GET', path: '/x' })
    expect(busy.response).toMatchObject({ status: 503, body: { kind: 'text', text: 'busy' } })
    expect(target.cloud.received.length - before).toBe(2)
  })

  it('joins headers that come twice, and keeps JSON that does not parse as text', async () => {
    const session = await target.open()
    target.cloud.answer = (_request, response) => {
      response.setHeader('Vary', ['OpenStack-API-Version', 'X-Other'])
      response.setHeader('Content-Type', 'application/json; charset=UTF-8').end('{"a":')
    }
    const { response } = await session.send({ service: 'compute', method: 'GET', path: '/x' })
    expect(response?.headers.vary).toBe('OpenStack-API-Version, X-Other')
    expect(response?.body).toEqual({ kind: 'text', text: '{"a":' })
  })

  it('is an exchange with a failure when the connection breaks', async () => {
    const session = await target.open()
    target.cloud.answer = (_request, response) => {
      response.destroy()
    }
    const exchange = await session.send({ service: 'compute', method: 'DELETE', path: '/x' })
    expect(exchange.response).toBeUndefined()
    expect(exchange.failure).toMatch(/connection was closed/)
  })

  it('is an exchange with a failure when the answer is too slow, too large or given up', async () => {
    const session = await target.open({}, { limits: { answerMs: 300, bodyBytes: 1_000 } })
    const call = { service: 'compute', method: 'GET', path: '/x' } as const
    target.cloud.answer = (_request, response) => {
      response.end('x'.repeat(2_000))
    }
    expect((await session.send(call)).failure).toMatch(/larger than the limit/)
    target.cloud.answer = () => {}
    expect((await session.send({ ...call, signal: AbortSignal.timeout(20) })).failure).toMatch(
      /given up/,
    )
    expect((await session.send(call)).failure).toMatch(/within the time limit/)
  })

  it('to a service that the catalog lacks says so', async () => {
    const session = await target.open()
    await expect(
      session.send({ service: 'image', method: 'GET', path: '/images' }),
    ).rejects.toThrow(/no public endpoint of the image service/)
  })
})

describe('the record', () => {
  it('has every exchange, and those of Identity without secrets', async () => {
    const seen: Exchange[] = []
    const session = await target.open({}, { onExchange: (exchange) => seen.push(exchange) })
    await session.send({ service: 'compute', method: 'GET', path: '/servers' })
    expect(seen.map(({ service: kind }) => kind).sort()).toEqual([
      'block-storage',
      'compute',
      'compute',
      'identity',
    ])
    expect(new Set(seen.map(({ id }) => id)).size).toBe(4)
    const [identity] = seen
    expect(identity?.service).toBe('identity')
    expect(JSON.stringify(identity)).not.toMatch(/hush-hush|token-1/)
    expect(identity?.response?.body).toMatchObject({
      value: { token: { project: { id: PROJECT } } },
    })
  })
})

describe('an anonymous session', () => {
  it('sends no token to the endpoints of another session', async () => {
    const nobody = target.keep(Session.anonymous(await target.open()))
    const exchange = await nobody.send({ service: 'compute', method: 'GET', path: '/servers' })
    expect(exchange.persona).toBe('nobody')
    expect(nobody).toMatchObject({ persona: 'nobody', userId: undefined, roles: [] })
    expect(target.cloud.received.at(-1)?.url).toBe('/compute/v2.1/servers')
    expect(target.cloud.received.at(-1)?.headers['x-auth-token']).toBeUndefined()
  })
})
