import { describe, expect, it } from 'vitest'
import { Secret } from './secrets/secret.ts'
import { PROJECT, service } from './testing/tiny-cloud.ts'
import { TinyTarget } from './testing/tiny-session.ts'

const target = new TinyTarget()

describe('a session that opens', () => {
  it('knows project, user, roles, endpoints and microversions', async () => {
    const session = await target.open()
    expect(session).toMatchObject({ persona: 'member', projectId: PROJECT, userId: 'u1' })
    expect(session.roles).toEqual(['member'])
    expect(session.endpoints).toEqual({
      identity: `${target.cloud.url}/v3`,
      compute: `${target.cloud.url}/compute/v2.1`,
      'block-storage': `${target.cloud.url}/volume/v3/${PROJECT}`,
    })
    expect(session.versions.compute?.microversions).toEqual({ min: '2.1', max: '2.93' })
    expect(session.versions['block-storage']?.microversions).toEqual({ min: '3.0', max: '3.70' })
  })

  it.each(['', '/v3', '/v2.0'])('finds Identity when auth_url ends in "%s"', async (end) => {
    await target.open({ authUrl: `${target.cloud.url}/identity${end}` })
    expect(target.cloud.received[0]?.url).toBe('/identity/v3/auth/tokens')
  })

  it('shows a password with the scope of the project', async () => {
    await target.open()
    expect(target.cloud.lastBody).toEqual({
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
    await target.open({
      credential: { method: 'application_credential', credential: { id: 'a' }, secret },
    })
    expect(target.cloud.lastBody).toEqual({
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { id: 'a', secret: 's' },
        },
      },
    })
    const user = { name: 'ada', domain: { id: 'default' } }
    const credential = { name: 'ci', user }
    await target.open({ credential: { method: 'application_credential', credential, secret } })
    expect(target.cloud.lastBody).toMatchObject({
      auth: { identity: { application_credential: { name: 'ci', user, secret: 's' } } },
    })
  })

  it('shows a token', async () => {
    const token = new Secret('t')
    await target.open({ credential: { method: 'token', token, project: { id: 'p' } } })
    expect(target.cloud.lastBody).toEqual({
      auth: {
        identity: { methods: ['token'], token: { id: 't' } },
        scope: { project: { id: 'p' } },
      },
    })
  })

  it('uses a token as it is when no project is given', async () => {
    const session = await target.open({
      credential: { method: 'token', token: new Secret('token-1') },
    })
    expect(target.cloud.received[0]).toMatchObject({
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
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', url + compute]]),
      service('block-storage', [['public', 'R1', url + volume]]),
    ]
    const { endpoints } = await target.open()
    expect(endpoints.compute).toBe(target.cloud.url + base)
    expect(endpoints['block-storage']).toBe(`${target.cloud.url}/volume/v3/${PROJECT}`)
  })

  it('chooses endpoints by region and interface, and lets the entry override them', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [
        ['public', 'R1', `${url}/wrong/v2.1`],
        ['internal', 'R2', `${url}/wrong/v2.1`],
        ['public', 'R2', `${url}/compute/v2.1`],
      ]),
      service('image', [['public', 'R2', `${url}/image`]]),
    ]
    const { endpoints } = await target.open({
      regionName: 'R2',
      services: {
        compute: {},
        'block-storage': { endpointOverride: `${target.cloud.url}/volume/v3/%(project_id)s` },
        image: {},
        identity: {},
      },
    })
    expect(endpoints).toMatchObject({
      compute: `${target.cloud.url}/compute/v2.1`,
      'block-storage': `${target.cloud.url}/volume/v3/${PROJECT}`,
      image: `${target.cloud.url}/image/v2`,
    })
  })
})

describe('a session that cannot open', () => {
  it('says what Identity said, and which settings to check', async () => {
    target.cloud.refusal = {
      status: 401,
      body: '{"error": {"code": 401, "message": "The password\\nhush-hush is wrong."}}',
    }
    await expect(target.open()).rejects.toMatchObject({
      name: 'AuthenticationError',
      cloud: 'tiny',
      status: 401,
      url: `${target.cloud.url}/v3/auth/tokens`,
      message: expect.stringMatching(
        /^cloud "tiny": .* answered 401: The password \[redacted\] is wrong; check username, password.* in clouds\.tiny\.auth in \/etc\/tiny\/clouds\.yaml$/,
      ),
    })
  })

  it('says that auth_url is not that of Identity', async () => {
    target.cloud.refusal = { status: 404, body: '<html>' }
    await expect(target.open()).rejects.toThrow(/answered 404: .*check auth_url/)
  })

  it('says that the answer is no token', async () => {
    target.cloud.refusal = { status: 200, body: '{}' }
    await expect(target.open()).rejects.toThrow(/no usable token.*X-Subject-Token/)
  })

  it('says which endpoints there are when none fits', async () => {
    await expect(target.open({ regionName: 'R7' })).rejects.toMatchObject({
      name: 'MissingEndpointError',
      message: expect.stringMatching(/public endpoint of the compute .*"R7".*public in R1/),
    })
    target.cloud.catalog = () => []
    await expect(target.open()).rejects.toThrow(
      /no service of type "compute".*compute_endpoint_override/,
    )
  })

  it('says what the version documents answered', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}/elsewhere/v2.1`]]),
      service('volumev3', [['public', 'R1', `${url}/volume/v3`]]),
    ]
    await expect(target.open()).rejects.toMatchObject({
      name: 'ServiceVersionsError',
      message: expect.stringContaining(`${target.cloud.url}/elsewhere/v2.1/: answered 200`),
    })
  })

  it('says that more microversions are offered than there can be', async () => {
    const versions = [{ id: 'v2.1', min_version: '2.1', version: '2.9007199254740991' }]
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}/endless/v2.1`]]),
      service('volumev3', [['public', 'R1', `${url}/volume/v3`]]),
    ]
    target.cloud.answer = (_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ versions }))
    }
    await expect(target.open()).rejects.toMatchObject({
      name: 'ServiceVersionsError',
      message: expect.stringContaining('offers 2.1 to 2.9007199254740991, and more than 999 minor'),
    })
  })

  it('says at once that a URL of the catalog is too long to be one', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}${'/'.repeat(200_000)}x`]]),
    ]
    const started = performance.now()
    await expect(target.open()).rejects.toThrow(/no usable token \(\/token\/catalog\/0.*url: /)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('says within moments that nothing listens', async () => {
    const url = target.cloud.url
    await target.cloud.stop()
    const started = performance.now()
    await expect(target.open({ authUrl: url })).rejects.toMatchObject({
      name: 'UnreachableError',
      problem: 'refused',
      key: 'clouds.tiny.auth.auth_url',
      message: expect.stringContaining(`${url}/v3/auth/tokens cannot be reached`),
    })
    expect(performance.now() - started).toBeLessThan(2_000)
    await target.cloud.start()
  })

  it('says that the host name is not known', async () => {
    await expect(target.open({ authUrl: 'http://no-such-host.invalid' })).rejects.toMatchObject({
      name: 'UnreachableError',
      problem: 'unknown-host',
    })
  })
})
