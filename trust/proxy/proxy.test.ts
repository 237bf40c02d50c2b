import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { contracts } from '../answers/contracts.ts'
import type { Tamper } from '../fault.ts'
import { inTheNameOf } from './callers.ts'
import { FaultProxy } from './proxy.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A service on a port of its own. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return `http://127.0.0.1:${address.port}`
}

function proxyWith(tamper?: Tamper): FaultProxy {
  const proxy = new FaultProxy(contracts, tamper)
  closing.push(() => proxy.close())
  return proxy
}

const TOKEN = {
  user: { id: 'ada' },
  project: { id: 'p1' },
  roles: [{ name: 'member' }],
  expires_at: '2999-01-01T00:00:00.000000Z',
}

/** An Identity that gives everybody a token, with a catalog of one service elsewhere. */
const identity =
  (service: string): RequestListener =>
  (_request, response) => {
    response.writeHead(201, { 'x-subject-token': 'token-1', 'content-type': 'application/json' })
    const catalog = [
      { type: 'compute', endpoints: [{ interface: 'public', url: `${service}/v2.1` }] },
    ]
    response.end(JSON.stringify({ token: { ...TOKEN, catalog } }))
  }

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.setHeader('vary', ['A', 'B'])
    const { method, url, headers } = request
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }))
  })
}

test('The catalog names the proxy in place of services that nobody has called yet', async () => {
  const compute = await serve(echo)
  const keystone = await serve(identity(compute))
  const proxy = proxyWith()

  const auth = await proxy.through(`${keystone}/v3`)
  const answer = await fetch(`${auth}/auth/tokens`, { method: 'POST', body: '{}' })
  const text = await answer.text()

  expect(auth).not.toContain(keystone)
  expect(text).not.toContain(compute)
  const { token } = JSON.parse(text)
  const listed = await fetch(`${token.catalog[0].endpoints[0].url}/servers?limit=1`)
  expect(await listed.json()).toMatchObject({ method: 'GET', url: '/v2.1/servers?limit=1' })
})

test('Without a fault, requests and answers pass as they are', async () => {
  const url = await proxyWith().through(await serve(echo))

  const answer = await fetch(`${url}/a/%C3?b=%20`, {
    method: 'PUT',
    headers: { 'x-colour': 'blue' },
    body: '{"half": ',
  })

  expect(await answer.json()).toMatchObject({
    method: 'PUT',
    url: '/a/%C3?b=%20',
    headers: { 'x-colour': 'blue' },
    body: '{"half": ',
  })
  expect(answer.headers.get('vary')).toBe('A, B')
})

test('A fault knows the operation, its microversion and the caller, and counts when it shows', async () => {
  const seen: unknown[] = []
  const proxy = proxyWith(async (passing, { forward, meet }) => {
    const { operation, parameters, version, caller } = passing
    if (operation === undefined) return await forward()
    seen.push({ operation, parameters, version, project: caller?.projectId })
    meet()
    return { status: 418, headers: {}, body: '' }
  })
  const keystone = await proxy.through(await serve(identity('http://127.0.0.1:1')))
  await fetch(`${keystone}/v3/auth/tokens`, { method: 'POST', body: '{}' })
  const compute = await proxy.through(await serve(echo))

  const answer = await fetch(`${compute}/v2.1/servers/s1/os-volume_attachments/v1`, {
    headers: { 'x-auth-token': 'token-1', 'openstack-api-version': 'compute 2.89' },
  })

  expect(answer.status).toBe(418)
  expect(proxy.met).toBe(1)
  expect(seen).toEqual([
    {
      operation: 'compute.show',
      parameters: { server_id: 's1', volume_id: 'v1' },
      version: '2.89',
      project: 'p1',
    },
  ])
})

test('A fault that was switched off shows no more', async () => {
  const proxy = proxyWith(async (_passing, { meet }) => {
    meet()
    return { status: 500, headers: {}, body: '' }
  })
  const url = await proxy.through(await serve(echo))
  expect((await fetch(url)).status).toBe(500)

  proxy.calmDown()

  expect((await fetch(url)).status).toBe(200)
  expect(proxy.met).toBe(1)
})

test('A request in the name of somebody else has their token, and their project in its path', () => {
  const expiresAt = Number.POSITIVE_INFINITY
  const own = { token: 't1', userId: 'u1', projectId: 'p1', roles: ['member'], expiresAt }
  const passing = {
    method: 'GET',
    target: '/v3/p1/attachments/a1',
    headers: { 'x-auth-token': 't1', accept: 'application/json' },
    body: '',
    origin: 'http://cloud',
    parameters: {},
    caller: own,
  }

  expect(inTheNameOf(passing, { ...own, token: 't2', projectId: 'p2' })).toEqual({
    target: '/v3/p2/attachments/a1',
    headers: { 'x-auth-token': 't2', accept: 'application/json' },
  })
})
