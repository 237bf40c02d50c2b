import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, Client } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open({
    seed: { applicationCredentials: [{ persona: 'member', name: 'robot' }] },
  })
})
afterAll(() => scene.close())

const ask = (identity: unknown, scope?: unknown) =>
  scene.nobody.identity('POST', '/auth/tokens', { body: { auth: { identity, scope } } })

function password(secret: string) {
  const { username } = scene.cloud.clouds().clouds.reference.auth
  const user = { name: username, domain: { id: 'default' }, password: secret }
  return { methods: ['password'], password: { user } }
}

describe('tokens', () => {
  test('a wrong password and a foreign project are both answered 401 with a challenge', async () => {
    const { auth } = scene.cloud.clouds().clouds.reference
    const wrong = await ask(password('nope'))
    const scope = { project: { name: 'conformance-alt', domain: { id: 'default' } } }
    const foreign = await ask(password(auth.password), scope)

    for (const reply of [wrong, foreign]) {
      expect(reply.status).toBe(401)
      expect(at(reply.body, 'error', 'code')).toBe(401)
      expect(reply.headers.get('www-authenticate')).toContain('Keystone uri=')
    }
  })

  test('a body that is no authentication is answered 400', async () => {
    const reply = await scene.nobody.identity('POST', '/auth/tokens', { body: {} })
    expect(reply.status).toBe(400)
  })

  test('a project can be named by its id, and by a token got before', async () => {
    const { auth } = scene.cloud.clouds().clouds.reference
    const scope = { project: { id: scene.member.projectId } }
    const byId = await ask(password(auth.password), scope)
    const byToken = await ask({ methods: ['token'], token: { id: scene.member.token } }, scope)

    expect([byId.status, byToken.status]).toEqual([201, 201])
    expect(at(byToken.body, 'token', 'methods')).toEqual(['token', 'password'])
  })

  test('an application credential gives its owner’s project and roles', async () => {
    const [credential] = scene.cloud.applicationCredentials
    const given = { id: credential?.id, secret: credential?.secret }
    const reply = await ask({ methods: ['application_credential'], application_credential: given })

    expect(reply.status).toBe(201)
    expect(at(reply.body, 'token', 'project', 'id')).toBe(scene.member.projectId)
  })

  test('the catalog names all services at three interfaces', async () => {
    const reply = await scene.member.identity('GET', '/auth/catalog')
    const catalog = at(reply.body, 'catalog')
    const types = Array.isArray(catalog) ? catalog.map((entry) => at(entry, 'type')) : []

    expect(types).toEqual(['identity', 'compute', 'block-storage', 'volumev3', 'image'])
    expect(at(reply.body, 'catalog', 1, 'endpoints')).toHaveLength(3)
  })

  test('a revoked token opens no service any more', async () => {
    const client = await Client.login(scene.cloud.url, scene.cloud.clouds().clouds.reference)
    const headers = { 'x-subject-token': client.token ?? '' }
    expect((await client.identity('GET', '/auth/tokens', { headers })).status).toBe(200)
    expect((await client.identity('DELETE', '/auth/tokens', { headers })).status).toBe(204)
    expect((await client.compute('GET', '/servers')).status).toBe(401)
  })

  test('a token expires', async () => {
    const brief = await Scene.open({ tokenTtlSeconds: 0 })
    expect((await brief.member.compute('GET', '/servers')).status).toBe(401)
    await brief.close()
  })
})

describe('application credentials', () => {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

  async function own() {
    const { user } = Object(
      at(
        (
          await scene.member.identity('GET', '/auth/tokens', {
            headers: { 'x-subject-token': scene.member.token ?? '' },
          })
        ).body,
        'token',
      ),
    )
    return `/users/${user.id}/application_credentials`
  }

  const create = async (name: string, expires_at: string, client = scene.member) =>
    client.identity('POST', await own(), {
      body: { application_credential: { name, expires_at } },
    })

  test('expire, and so do the tokens that were got with them', async () => {
    const end = inSeconds(1.2)
    const made = await create('brief', end)
    const { id, secret } = Object(at(made.body, 'application_credential'))
    const given = { methods: ['application_credential'], application_credential: { id, secret } }
    const issued = await ask(given)
    const token = issued.headers.get('x-subject-token') ?? ''
    const bearer = new Client(scene.cloud.url, token, '')

    expect([made.status, issued.status]).toEqual([201, 201])
    expect(Date.parse(String(at(issued.body, 'token', 'expires_at')))).toBeLessThanOrEqual(
      Date.parse(end),
    )
    expect((await bearer.compute('GET', '/servers')).status).toBe(200)
    await scene.until('the token has expired', async () => Date.now() > Date.parse(end))
    expect((await bearer.compute('GET', '/servers')).status).toBe(401)
    expect((await ask(given)).status).toBe(401)
  })

  test('are seen and deleted by their user alone, with the tokens that were got with them', async () => {
    const made = await create('kept', inSeconds(60))
    const { id, secret } = Object(at(made.body, 'application_credential'))
    const given = { methods: ['application_credential'], application_credential: { id, secret } }
    const token = (await ask(given)).headers.get('x-subject-token') ?? ''
    const bearer = new Client(scene.cloud.url, token, '')
    const path = `${await own()}/${id}`

    expect((await create('kept', inSeconds(60))).status).toBe(409)
    expect((await create('another', inSeconds(60), bearer)).status).toBe(403)
    expect((await scene.stranger.identity('GET', path)).status).toBe(403)
    expect(
      at((await scene.member.identity('GET', path)).body, 'application_credential'),
    ).not.toHaveProperty('secret')
    expect((await scene.member.identity('DELETE', path)).status).toBe(204)
    expect((await scene.member.identity('GET', path)).status).toBe(404)
    expect((await bearer.compute('GET', '/servers')).status).toBe(401)
  })

  test('are refused with an end that is over', async () => {
    expect((await create('late', inSeconds(-5))).status).toBe(400)
    expect((await create('never', 'soon')).status).toBe(400)
  })
})
