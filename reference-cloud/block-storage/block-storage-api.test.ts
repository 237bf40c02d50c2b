import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

describe('version documents and headers', () => {
  test('the root needs no token, /v3/ does', async () => {
    const root = await scene.nobody.send('GET', '/volume/', {})
    expect([root.status, at(root.body, 'versions', 0, 'version')]).toEqual([300, '3.71'])
    expect((await scene.nobody.send('GET', '/volume/v3/', {})).status).toBe(401)
    expect((await scene.member.send('GET', '/volume/v3/', {})).status).toBe(200)
    expect((await scene.member.send('GET', '/volume/v3', {})).status).toBe(302)
  })

  test.each([
    ['volume latest', 200, 'volume 3.71'],
    ['compute 2.60, volume 3.60', 200, 'volume 3.60'],
    ['volumev3 3.27', 200, 'volume 3.27'],
    ['volume 3.26', 404, 'volume 3.26'],
    ['volume 3', 400, null],
    ['volume 3.01', 400, null],
    ['compute 2.1', 400, null],
    ['Volume 3.27', 400, null],
    ['volume', 500, null],
    ['volume 3.72', 406, 'volume 3.72'],
  ])('%s is answered %i', async (value, status, echo) => {
    const reply = await scene.member.volume('GET', '/attachments', {
      headers: { 'openstack-api-version': value },
    })
    expect(reply.status).toBe(status)
    expect(reply.headers.get('openstack-api-version')).toBe(echo)
  })

  test('without a header there are no attachments', async () => {
    expect((await scene.member.volume('GET', '/attachments')).status).toBe(404)
  })

  test('size, token, route, content type, project', async () => {
    const raw = `{"padding":"${'x'.repeat(120_000)}"}`
    expect((await scene.nobody.volume('POST', '/attachments', { raw })).status).toBe(413)
    expect((await scene.nobody.volume('GET', '/nowhere')).status).toBe(401)
    const lost = await scene.member.volume('GET', '/attachments/', { version: '3.27' })
    expect([lost.status, at(lost.body, 'code')]).toEqual([404, '404 Not Found'])
    expect(lost.headers.get('x-compute-request-id')).toBeNull()
    const headers = { 'content-type': 'text/plain' }
    const typed = await scene.member.volume('POST', '/attachments', {
      raw: '{}',
      version: '3.27',
      headers,
    })
    expect(typed.status).toBe(415)
    expect(
      (await scene.member.volume('GET', '/abc0/attachments', { version: '3.27' })).status,
    ).toBe(400)
    expect((await scene.member.volume('GET', '/xyz/attachments', { version: '3.27' })).status).toBe(
      404,
    )
    const own = `/${scene.member.projectId}/attachments`
    expect((await scene.member.volume('GET', own, { version: '3.27' })).status).toBe(200)
  })
})
