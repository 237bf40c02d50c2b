import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { microversion } from '../openapi/microversion.ts'
import type { CloudConfig } from './cloud-config.ts'
import type { Credential } from './credential.ts'
import type { Exchange } from './exchange.ts'
import { Secret } from './secret.ts'
import { Session } from './session.ts'

const PROJECT = 'abc123'
const HOUR = 3_600_000

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A cloud in a few lines: Identity, two version documents, and whatever `answer` says. */
class TinyCloud {
  readonly received: Received[] = []
  readonly #server: Server
  url = ''
  tokens = 0
  tokenLifeMs = HOUR
  /** Of Identity's clock relative to that of this machine. */
  skewMs = 0
  refusal: { status: number; body: string } | undefined
  catalog = (url: string): unknown => [
    service('compute', [['public', 'R1', `${url}/compute/v2.1`]]),
    service('volumev3', [['public', 'R1', `${url}/volume/v3/${PROJECT}`]]),
  ]
  answer = (_request: Received, response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json').end('{"servers": []}')
  }

  constructor() {
    this.#server = createServer((message, response) => {
      const chunks: Buffer[] = []
      message.on('data', (chunk: Buffer) => chunks.push(chunk))
      message.on('end', () => {
        const { method = '', url = '', headers } = message
        const request = { method, url, headers, body: Buffer.concat(chunks).toString() }
        this.received.push(request)
        this.#handle(request, response)
      })
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get lastBody(): unknown {
    return JSON.parse(this.received.findLast(({ body }) => body !== '')?.body ?? 'null')
  }

  #handle(request: Received, response: ServerResponse): void {
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const { url } = request
    const offer = { status: 'CURRENT' }
    if (url.endsWith('/auth/tokens')) this.#identity(request, response)
    else if (url === '/compute/' || url === '/compute/v2.1/') {
      const v21 = { ...offer, id: 'v2.1', min_version: '2.1', version: '2.93' }
      const v20 = { id: 'v2.0', status: 'SUPPORTED', min_version: '', version: '' }
      json(200, url === '/compute/' ? { versions: [v20, v21] } : { version: v21 })
    } else if (url === '/volume/' || url === '/volume/v3/') {
      const authorised = url === '/volume/' || request.headers['x-auth-token'] !== undefined
      const v30 = { ...offer, id: 'v3.0', min_version: '3.0', version: '3.70' }
      json(url === '/volume/' ? 300 : authorised ? 200 : 401, authorised ? { versions: [v30] } : {})
    } else this.answer(request, response)
  }

  #identity({ body }: Received, response: ServerResponse): void {
    if (this.refusal) {
      response.writeHead(this.refusal.status, { 'content-type': 'application/json' })
      response.end(this.refusal.body)
      return
    }
    this.tokens += 1
    const issued = Date.now() + this.skewMs
    response.writeHead(201, {
      'content-type': 'application/json',
      'x-subject-token': `token-${this.tokens}`,
    })
    const token = {
      methods: body === '' ? ['password'] : JSON.parse(body).auth.identity.methods,
      issued_at: new Date(issued).toISOString(),
      expires_at: new Date(issued + this.tokenLifeMs).toISOString(),
      user: { id: 'u1', name: 'ada', domain: { id: 'default', name: 'Default' } },
      project: { id: PROJECT, name: 'atlas' },
      roles: [{ id: 'r1', name: 'member' }],
      catalog: this.catalog(this.url),
    }
    response.end(JSON.stringify({ token }))
  }
}

function service(type: string, endpoints: readonly (readonly [string, string, string])[]) {
  return {
    type,
    id: type,
    name: type,
    endpoints: endpoints.map(([interfaceName, region, url]) => ({
      id: url,
      interface: interfaceName,
      region,
      region_id: region,
      url,
    })),
  }
}

const PASSWORD: Credential = {
  method: 'password',
  user: { name: 'ada', domain: { name: 'Default' } },
  password: new Secret('hush-hush'),
  project: { name: 'atlas', domain: { id: 'default' } },
}

let cloud: TinyCloud
let sessions: Session[] = []
beforeEach(async () => {
  cloud = new TinyCloud()
  await cloud.start()
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(sessions.map((session) => session.close()))
  sessions = []
  await cloud.stop()
})

function config(changes: Partial<CloudConfig> = {}): CloudConfig {
  return {
    name: 'tiny',
    file: '/etc/tiny/clouds.yaml',
    authUrl: cloud.url,
    credential: PASSWORD,
    interface: 'public',
    tls: { verify: true },
    services: { compute: {}, 'block-storage': {}, image: {}, identity: {} },
    ...changes,
  }
}

async function open(
  changes: Partial<CloudConfig> = {},
  onExchange?: (exchange: Exchange) => void,
): Promise<Session> {
  const session = await Session.open(config(changes), {
    persona: 'member',
    ...(onExchange && { onExchange }),
  })
  sessions.push(session)
  return session
}

describe('a session that opens', () => {
  it('knows project, user, roles, endpoints and microversions', async () => {
    const session = await open()
    expect(session).toMatchObject({ persona: 'member', projectId: PROJECT, userId: 'u1' })
    expect(session.roles).toEqual(['member'])
    expect(session.endpoints).toEqual({
      identity: `${cloud.url}/v3`,
      compute: `${cloud.url}/compute/v2.1`,
      'block-storage': `${cloud.url}/volume/v3/${PROJECT}`,
    })
    expect(session.versions.compute.microversions).toEqual({ min: '2.1', max: '2.93' })
    expect(session.versions['block-storage'].microversions).toEqual({ min: '3.0', max: '3.70' })
  })

  it.each(['', '/v3', '/v2.0'])('finds Identity when auth_url ends in "%s"', async (end) => {
    await open({ authUrl: `${cloud.url}/identity${end}` })
    expect(cloud.received[0]?.url).toBe('/identity/v3/auth/tokens')
  })

  it('shows a password with the scope of the project', async () => {
    await open()
    expect(cloud.lastBody).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'ada', domain: { name: 'Default' }, password: 'hush-hush' } },
        },
        scope: { project: { name: 'atlas', domain: { id: 'default' } } },
      },
    })
  })

  it('shows an application credential without a scope', async () => {
    const secret = new Secret('s')
    await open({
      credential: { method: 'application_credential', credential: { id: 'a' }, secret },
    })
    expect(cloud.lastBody).toEqual({
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { id: 'a', secret: 's' },
        },
      },
    })
    const user = { name: 'ada', domain: { id: 'default' } }
    const credential = { name: 'ci', user }
    await open({ credential: { method: 'application_credential', credential, secret } })
    expect(cloud.lastBody).toMatchObject({
      auth: { identity: { application_credential: { name: 'ci', user, secret: 's' } } },
    })
  })

  it('shows a token', async () => {
    const token = new Secret('t')
    await open({ credential: { method: 'token', token, project: { id: 'p' } } })
    expect(cloud.lastBody).toEqual({
      auth: {
        identity: { methods: ['token'], token: { id: 't' } },
        scope: { project: { id: 'p' } },
      },
    })
  })

  it('uses a token as it is when no project is given', async () => {
    const session = await open({ credential: { method: 'token', token: new Secret('token-1') } })
    expect(cloud.received[0]).toMatchObject({
      method: 'GET',
      headers: { 'x-auth-token': 'token-1', 'x-subject-token': 'token-1' },
    })
    expect(session.projectId).toBe(PROJECT)
  })

  it.each([
    ['/compute', '/volume', '/compute/v2.1'],
    ['/compute/v2.1', '/volume/v3', '/compute/v2.1'],
    ['/compute/v2.1/', '/volume/v3/', '/compute/v2.1'],
    ['/compute/v2', '/volume/v2', '/compute/v2.1'],
    [`/compute/v2.1/${PROJECT}`, `/volume/v3/${PROJECT}`, `/compute/v2.1/${PROJECT}`],
  ])('understands endpoints such as %s and %s', async (compute, volume, base) => {
    cloud.catalog = (url) => [
      service('compute', [['public', 'R1', url + compute]]),
      service('block-storage', [['public', 'R1', url + volume]]),
    ]
    const { endpoints } = await open()
    expect(endpoints.compute).toBe(cloud.url + base)
    expect(endpoints['block-storage']).toBe(`${cloud.url}/volume/v3/${PROJECT}`)
  })

  it('chooses endpoints by region and interface, and lets the entry override them', async () => {
    cloud.catalog = (url) => [
      service('compute', [
        ['public', 'R1', `${url}/wrong/v2.1`],
        ['internal', 'R2', `${url}/wrong/v2.1`],
        ['public', 'R2', `${url}/compute/v2.1`],
      ]),
      service('image', [['public', 'R2', `${url}/image`]]),
    ]
    const { endpoints } = await open({
      regionName: 'R2',
      services: {
        compute: {},
        'block-storage': { endpointOverride: `${cloud.url}/volume/v3/%(project_id)s` },
        image: {},
        identity: {},
      },
    })
    expect(endpoints).toMatchObject({
      compute: `${cloud.url}/compute/v2.1`,
      'block-storage': `${cloud.url}/volume/v3/${PROJECT}`,
      image: `${cloud.url}/image/v2`,
    })
  })
})

describe('a session that cannot open', () => {
  it('says what Identity said, and which settings to check', async () => {
    cloud.refusal = {
      status: 401,
      body: '{"error": {"code": 401, "message": "The password\\nhush-hush is wrong."}}',
    }
    await expect(open()).rejects.toMatchObject({
      name: 'AuthenticationError',
      cloud: 'tiny',
      status: 401,
      url: `${cloud.url}/v3/auth/tokens`,
      message: expect.stringMatching(
        /^cloud "tiny": .* answered 401: The password \[redacted\] is wrong; check username, password.* in clouds\.tiny\.auth in \/etc\/tiny\/clouds\.yaml$/,
      ),
    })
  })

  it('says that auth_url is not that of Identity', async () => {
    cloud.refusal = { status: 404, body: '<html>' }
    await expect(open()).rejects.toThrow(/answered 404: .*check auth_url/)
  })

  it('says that the answer is no token', async () => {
    cloud.refusal = { status: 200, body: '{}' }
    await expect(open()).rejects.toThrow(/no usable token.*X-Subject-Token/)
  })

  it('says which endpoints there are when none fits', async () => {
    await expect(open({ regionName: 'R7' })).rejects.toMatchObject({
      name: 'MissingEndpointError',
      message: expect.stringMatching(/public endpoint of the compute .*"R7".*public in R1/),
    })
    cloud.catalog = () => []
    await expect(open()).rejects.toThrow(/no service of type "compute".*compute_endpoint_override/)
  })

  it('says what the version documents answered', async () => {
    cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}/elsewhere/v2.1`]]),
      service('volumev3', [['public', 'R1', `${url}/volume/v3`]]),
    ]
    await expect(open()).rejects.toMatchObject({
      name: 'ServiceVersionsError',
      message: expect.stringContaining(`${cloud.url}/elsewhere/v2.1/: answered 200`),
    })
  })

  it('says within moments that nothing listens', async () => {
    const url = cloud.url
    await cloud.stop()
    const started = performance.now()
    await expect(open({ authUrl: url })).rejects.toMatchObject({
      name: 'UnreachableError',
      problem: 'refused',
      key: 'clouds.tiny.auth.auth_url',
      message: expect.stringContaining(`${url}/v3/auth/tokens cannot be reached`),
    })
    expect(performance.now() - started).toBeLessThan(2_000)
    await cloud.start()
  })

  it('says that the host name is not known', async () => {
    await expect(open({ authUrl: 'http://no-such-host.invalid' })).rejects.toMatchObject({
      name: 'UnreachableError',
      problem: 'unknown-host',
    })
  })
})

describe('a call', () => {
  it('carries token, microversion and who sends it, and is kept as an exchange', async () => {
    const session = await open()
    const exchange = await session.send({
      service: 'block-storage',
      method: 'GET',
      path: '/attachments',
      query: { limit: 2, status: ['a b', 'c'], none: undefined },
      microversion: microversion('3.27'),
      operation: 'block-storage.list',
    })
    const sent = cloud.received.at(-1)
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
      request: { method: 'GET', url: cloud.url + sent?.url, body: { kind: 'empty' } },
      response: { status: 200, body: { kind: 'json', value: { servers: [] } } },
    })
    expect(Date.parse(exchange.at)).not.toBeNaN()
  })

  it('names Compute in the microversion header, and sends JSON', async () => {
    const session = await open()
    await session.send({
      service: 'compute',
      method: 'POST',
      path: '/servers',
      microversion: microversion('2.60'),
      json: { server: {} },
    })
    expect(cloud.received.at(-1)).toMatchObject({
      body: '{"server":{}}',
      headers: {
        'openstack-api-version': 'compute 2.60',
        'content-type': 'application/json',
      },
    })
  })

  it('names another project than that of the token when it is told to', async () => {
    const session = await open()
    const call = { service: 'block-storage', method: 'GET', path: '/attachments' } as const
    await session.send({ ...call, projectId: 'def$&456' })
    expect(cloud.received.at(-1)?.url).toBe('/volume/v3/def$&456/attachments')
  })

  it('sends a raw body as it is, with the content type it was given or none', async () => {
    const session = await open()
    const call = { service: 'compute', method: 'POST', path: '/x', rawBody: '{"a": ' } as const
    const exchange = await session.send({ ...call, contentType: 'text/plain' })
    expect(cloud.received.at(-1)).toMatchObject({
      body: '{"a": ',
      headers: { 'content-type': 'text/plain' },
    })
    expect(exchange.request.body).toEqual({ kind: 'text', text: '{"a": ' })
    await session.send(call)
    expect(cloud.received.at(-1)?.headers['content-type']).toBeUndefined()
  })

  it('sends the token it is told to, and headers beat its own', async () => {
    const session = await open()
    const call = { service: 'compute', method: 'GET', path: '/servers' } as const
    await session.send({ ...call, token: 'none' })
    expect(cloud.received.at(-1)?.headers['x-auth-token']).toBeUndefined()
    await session.send({ ...call, token: { value: 'bogus' } })
    expect(cloud.received.at(-1)?.headers['x-auth-token']).toBe('bogus')
    await session.send({
      ...call,
      token: { value: '' },
      microversion: microversion('2.1'),
      headers: { 'OpenStack-API-Version': 'compute 2.01', Accept: undefined },
    })
    expect(cloud.received.at(-1)?.headers).toMatchObject({
      'x-auth-token': '',
      'openstack-api-version': 'compute 2.01',
    })
    expect(cloud.received.at(-1)?.headers.accept).toBeUndefined()
  })

  it('neither tidies the path, nor follows a redirect, nor repeats a failure', async () => {
    const session = await open()
    const before = cloud.received.length
    cloud.answer = (_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end()
    }
    const moved = await session.send({ service: 'compute', method: 'GET', path: '/a/../b//%7e' })
    expect(moved.response).toMatchObject({ status: 302, body: { kind: 'empty' } })
    expect(cloud.received.at(-1)?.url).toBe('/compute/v2.1/a/../b//%7e')
    cloud.answer = (_request, response) => {
      response.writeHead(503).end('busy')
    }
    const busy = await session.send({ service: 'compute', method: 'GET', path: '/x' })
    expect(busy.response).toMatchObject({ status: 503, body: { kind: 'text', text: 'busy' } })
    expect(cloud.received.length - before).toBe(2)
  })

  it('joins headers that come twice, and keeps JSON that does not parse as text', async () => {
    const session = await open()
    cloud.answer = (_request, response) => {
      response.setHeader('Vary', ['OpenStack-API-Version', 'X-Other'])
      response.setHeader('Content-Type', 'application/json; charset=UTF-8').end('{"a":')
    }
    const { response } = await session.send({ service: 'compute', method: 'GET', path: '/x' })
    expect(response?.headers.vary).toBe('OpenStack-API-Version, X-Other')
    expect(response?.body).toEqual({ kind: 'text', text: '{"a":' })
  })

  it('is an exchange with a failure when the connection breaks', async () => {
    const session = await open()
    cloud.answer = (_request, response) => {
      response.destroy()
    }
    const exchange = await session.send({ service: 'compute', method: 'DELETE', path: '/x' })
    expect(exchange.response).toBeUndefined()
    expect(exchange.failure).toMatch(/connection was closed/)
  })

  it('is an exchange with a failure when the answer is too slow, too large or given up', async () => {
    const session = await Session.open(config(), {
      persona: 'member',
      limits: { answerMs: 300, bodyBytes: 1_000 },
    })
    sessions.push(session)
    const call = { service: 'compute', method: 'GET', path: '/x' } as const
    cloud.answer = (_request, response) => {
      response.end('x'.repeat(2_000))
    }
    expect((await session.send(call)).failure).toMatch(/larger than the limit/)
    cloud.answer = () => {}
    expect((await session.send({ ...call, signal: AbortSignal.timeout(20) })).failure).toMatch(
      /given up/,
    )
    expect((await session.send(call)).failure).toMatch(/within the time limit/)
  })

  it('to a service that the catalog lacks says so', async () => {
    const session = await open()
    await expect(
      session.send({ service: 'image', method: 'GET', path: '/images' }),
    ).rejects.toThrow(/no public endpoint of the image service/)
  })
})

describe('the record', () => {
  it('has every exchange, and those of Identity without secrets', async () => {
    const seen: Exchange[] = []
    const session = await open({}, (exchange) => seen.push(exchange))
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
    const nobody = Session.anonymous(await open())
    sessions.push(nobody)
    const exchange = await nobody.send({ service: 'compute', method: 'GET', path: '/servers' })
    expect(exchange.persona).toBe('nobody')
    expect(nobody).toMatchObject({ persona: 'nobody', userId: undefined, roles: [] })
    expect(cloud.received.at(-1)?.url).toBe('/compute/v2.1/servers')
    expect(cloud.received.at(-1)?.headers['x-auth-token']).toBeUndefined()
  })
})

describe('the token', () => {
  const call = { service: 'compute', method: 'GET', path: '/servers' } as const

  function advance(ms: number): void {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
  }

  it('is renewed shortly before it expires, once for all who wait for it', async () => {
    const session = await open()
    advance(HOUR - 10 * 60_000)
    await session.send(call)
    expect(cloud.tokens).toBe(1)
    advance(9 * 60_000)
    const all = await Promise.all([session.send(call), session.send(call), session.send(call)])
    expect(cloud.tokens).toBe(2)
    expect(all.map(({ request }) => request.headers['x-auth-token'])).toEqual(
      Array(3).fill('token-2'),
    )
  })

  it('lives by this clock, whatever that of Identity says', async () => {
    cloud.skewMs = -2 * HOUR
    const session = await open()
    await session.send(call)
    expect(cloud.tokens).toBe(1)
  })

  it('is kept while it lasts when it cannot be renewed, and then the failure is told', async () => {
    const session = await open()
    cloud.refusal = { status: 503, body: '{}' }
    advance(HOUR - 60_000)
    expect((await session.send(call)).response?.status).toBe(200)
    advance(2 * 60_000)
    const exchange = await session.send(call)
    expect(exchange.response).toBeUndefined()
    expect(exchange.failure).toMatch(/token could not be renewed: .*answered 503/)
    cloud.refusal = undefined
    expect((await session.send(call)).response?.status).toBe(200)
  })

  it('is not renewed for a request that is answered 401', async () => {
    const session = await open()
    cloud.answer = (_request, response) => {
      response.writeHead(401).end()
    }
    expect((await session.send(call)).response?.status).toBe(401)
    expect((await session.send(call)).response?.status).toBe(401)
    expect(cloud.tokens).toBe(1)
  })
})
