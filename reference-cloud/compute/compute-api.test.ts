import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const LIST = `/servers/${NOWHERE}/os-volume_attachments`

describe('version documents', () => {
  test('need no token, and name the release’s maximum', async () => {
    const root = await scene.nobody.send('GET', '/compute/', {})
    const one = await scene.nobody.send('GET', '/compute/v2.1/', {})

    expect(root.status).toBe(200)
    expect(at(root.body, 'versions', 1, 'version')).toBe('2.104')
    expect(root.headers.get('x-openstack-request-id')).toBeNull()
    expect(at(one.body, 'version', 'min_version')).toBe('2.1')
    expect(one.headers.get('openstack-api-version')).toBe('compute 2.1')
  })

  test('an unknown major version offers a choice', async () => {
    expect((await scene.nobody.send('GET', '/compute/v3/', {})).status).toBe(300)
  })
})

describe('microversions', () => {
  const cases: ReadonlyArray<readonly [Record<string, string>, string]> = [
    [{}, '2.1'],
    [{ 'openstack-api-version': 'compute latest' }, '2.104'],
    [{ 'openstack-api-version': 'Compute 2.70' }, '2.70'],
    [{ 'openstack-api-version': 'volume 3.27, compute 2.70' }, '2.70'],
    [{ 'openstack-api-version': 'volume 3.27' }, '2.1'],
    [{ 'openstack-api-version': '2.60' }, '2.1'],
    [{ 'openstack-api-version': 'compute' }, '2.1'],
    [{ 'x-openstack-nova-api-version': '2.90' }, '2.90'],
    [{ 'openstack-api-version': 'compute 2.20', 'x-openstack-nova-api-version': '2.90' }, '2.20'],
  ]
  test.each(cases)('%j is answered with %s', async (headers, number) => {
    const reply = await scene.member.compute('GET', '/flavors', { headers })

    expect(reply.status).toBe(200)
    expect(reply.headers.get('openstack-api-version')).toBe(`compute ${number}`)
    expect(reply.headers.get('x-openstack-nova-api-version')).toBe(number)
    expect(reply.headers.get('vary')).toBe('OpenStack-API-Version, X-OpenStack-Nova-API-Version')
  })

  test.each(['2', '2.01', '02.1', '2.1.1', '2.-1', 'abc', 'LATEST'])(
    '%s is malformed: 400 without echo',
    async (version) => {
      const reply = await scene.member.compute('GET', LIST, { version })
      expect(reply.status).toBe(400)
      expect(at(reply.body, 'badRequest', 'code')).toBe(400)
      expect(reply.headers.get('openstack-api-version')).toBeNull()
    },
  )

  test.each(['2.0', '1.1', '3.0', '2.105', '2.999'])(
    '%s is out of range: 406 with echo',
    async (version) => {
      const reply = await scene.member.compute('GET', LIST, { version })
      expect(reply.status).toBe(406)
      expect(at(reply.body, 'computeFault', 'code')).toBe(406)
      expect(reply.headers.get('openstack-api-version')).toBe(`compute ${version}`)
    },
  )
})

describe('the order of checks', () => {
  const big = { raw: `{"padding":"${'x'.repeat(120_000)}"}` }

  test('size comes before the token, the token before the route', async () => {
    expect((await scene.nobody.compute('POST', LIST, big)).status).toBe(413)
    expect((await scene.nobody.compute('GET', '/nowhere')).status).toBe(401)
  })

  test('a missing token wins over a bad version, and has no version headers', async () => {
    const reply = await scene.nobody.compute('GET', LIST, { version: 'abc' })
    expect(reply.status).toBe(401)
    expect(at(reply.body, 'error', 'title')).toBe('Unauthorized')
    expect(reply.headers.get('openstack-api-version')).toBeNull()
    expect(reply.headers.get('x-compute-request-id')).toMatch(/^req-[0-9a-f-]{36}$/)
  })

  test.each([
    ['PATCH', LIST],
    ['GET', `${LIST}/`],
    ['POST', `${LIST}/${NOWHERE}`],
    ['GET', `${LIST}/${NOWHERE}/more`],
  ])('%s %s is no route: 404 of the framework', async (method, path) => {
    const reply = await scene.member.compute(method, path, { version: 'abc' })
    expect(reply.status).toBe(404)
    expect(at(reply.body, 'code')).toBe('404 Not Found')
    expect(reply.headers.get('openstack-api-version')).toBeNull()
  })

  test('an unsupported content type is refused on reads too', async () => {
    const headers = { 'content-type': 'text/xml' }
    const reply = await scene.member.compute('GET', LIST, { headers })
    expect(reply.status).toBe(415)
    expect(at(reply.body, 'badMediaType', 'code')).toBe(415)
    expect(reply.headers.get('content-type')).toBe('application/json; charset=UTF-8')
  })

  test('broken JSON, then a foreign project, then the schema, then the server, then the policy', async () => {
    const foreign = `/${scene.stranger.projectId}${LIST}`
    const bad = { volumeAttachment: {} }
    const good = { volumeAttachment: { volumeId: NOWHERE } }
    const statuses = [
      await scene.member.compute('POST', foreign, { raw: '{' }),
      await scene.member.compute('POST', foreign, { body: good }),
      await scene.reader.compute('POST', LIST, { body: bad }),
      await scene.reader.compute('POST', LIST, { body: good }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([400, 400, 400, 404])
  })

  test('the project may stand in the URL', async () => {
    const reply = await scene.member.compute('GET', `/${scene.member.projectId}/servers`)
    expect(reply.status).toBe(200)
  })

  test('bytes that are no UTF-8 make it fall over, as upstream', async () => {
    const raw = Uint8Array.from([0x7b, 0xff, 0x7d])
    expect((await scene.member.compute('POST', LIST, { raw })).status).toBe(500)
  })
})
