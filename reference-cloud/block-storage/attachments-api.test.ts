import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, at, Client } from '../testing/client.ts'
import { CONNECTOR, NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const create = (fields: Record<string, unknown>, version = '3.60', who = scene.member) =>
  who.volume('POST', '/attachments', { version, body: { attachment: fields } })
const show = (id: string, who = scene.member) =>
  who.volume('GET', `/attachments/${id}`, { version: '3.27' })
const update = (id: string, attachment: unknown, who = scene.member) =>
  who.volume('PUT', `/attachments/${id}`, { version: '3.27', body: { attachment } })
const complete = (id: string, asked: Asked = { body: { 'os-complete': {} } }, who = scene.member) =>
  who.volume('POST', `/attachments/${id}/action`, { version: '3.44', ...asked })
const remove = (id: string, who = scene.member) =>
  who.volume('DELETE', `/attachments/${id}`, { version: '3.27' })
const list = (query = '', version = '3.60', who = scene.member) =>
  who.volume('GET', `/attachments${query}`, { version })
const idOf = (reply: { body: unknown }) => String(at(reply.body, 'attachment', 'id'))

async function reserved(more: Record<string, unknown> = {}) {
  const volume = await scene.volume()
  const reply = await create({ volume_uuid: volume, ...more })
  return { volume, id: idOf(reply), reply }
}

describe('the life of an attachment', () => {
  test('reserved, attaching, attached, gone; answers lag behind', async () => {
    const { volume, id, reply } = await reserved({ instance_uuid: NOWHERE })
    expect(at(reply.body, 'attachment')).toEqual({
      id,
      status: 'reserved',
      instance: NOWHERE,
      volume_id: volume,
      attached_at: '',
      detached_at: '',
      attach_mode: 'null',
      connection_info: {},
    })
    expect(await scene.volumeStatus(volume)).toBe('reserved')

    const updated = await update(id, { connector: CONNECTOR })
    expect(at(updated.body, 'attachment')).toMatchObject({
      status: 'reserved',
      attached_at: '',
      attach_mode: 'null',
    })
    expect(at(updated.body, 'attachment', 'connection_info', 'attachment_id')).toBe(id)
    expect(at((await show(id)).body, 'attachment')).toMatchObject({
      status: 'attaching',
      attach_mode: 'rw',
    })
    expect(await scene.volumeStatus(volume)).toBe('attaching')

    const done = await complete(id)
    expect([done.status, done.text, done.headers.get('content-length')]).toEqual([204, '', '0'])
    expect(done.headers.get('content-type')).toBe('application/json')
    expect((await complete(id)).status).toBe(204)
    expect(at((await show(id)).body, 'attachment', 'status')).toBe('attached')
    expect(await scene.volumeStatus(volume)).toBe('in-use')

    const again = await update(id, { connector: CONNECTOR })
    expect(at(again.body, 'attachment', 'status')).toBe('attached')
    expect(await scene.volumeStatus(volume)).toBe('attaching')

    const gone = await remove(id)
    expect([gone.status, gone.body]).toEqual([200, { attachments: [] }])
    expect((await remove(id)).status).toBe(404)
    expect(await scene.volumeStatus(volume)).toBe('available')
  })

  test('a mode given at creation stays; without one a connector at creation leaves none', async () => {
    const fixed = await reserved({ mode: 'ro' })
    await update(fixed.id, { connector: CONNECTOR })
    expect(at((await show(fixed.id)).body, 'attachment', 'attach_mode')).toBe('ro')
    const direct = await reserved({ connector: CONNECTOR })
    expect(at(direct.reply.body, 'attachment', 'status')).toBe('reserved')
    expect(at((await show(direct.id)).body, 'attachment')).toMatchObject({
      status: 'attaching',
      attach_mode: 'null',
    })
  })

  test('a connector that the backend cannot use leaves the reservation behind', async () => {
    const volume = await scene.volume()
    expect((await create({ volume_uuid: volume, connector: { host: 'h' } })).status).toBe(500)
    const left = await scene.member.volume('GET', `/attachments/detail?volume_id=${volume}`, {
      version: '3.27',
    })
    expect(at(left.body, 'attachments', 0)).toMatchObject({
      connection_info: null,
      attach_mode: null,
    })
  })

  test('a read-only volume is attached read-only', async () => {
    const volume = await scene.volume()
    const body = { 'os-update_readonly_flag': { readonly: true } }
    await scene.member.volume('POST', `/volumes/${volume}/action`, { body })
    expect(
      at((await create({ volume_uuid: volume, mode: 'rw' })).body, 'attachment', 'attach_mode'),
    ).toBe('ro')
  })

  test('completed without a connector it has neither time nor connection', async () => {
    const { id } = await reserved()
    await complete(id)
    expect(at((await show(id)).body, 'attachment')).toMatchObject({
      status: 'attached',
      attached_at: '',
      connection_info: {},
    })
  })
})

describe('what update and complete refuse', () => {
  test.each([
    undefined,
    {},
    { connector: null },
    { connector: {} },
    { connector: 'x' },
    { connector: CONNECTOR, mode: 'rw' },
  ])('update with %j: 400', async (attachment) => {
    const { id } = await reserved()
    expect((await update(id, attachment)).status).toBe(400)
  })

  test('update: no host 500, no initiator 400, a volume in error 409, a second connector 409', async () => {
    const { id, volume } = await reserved({ instance_uuid: NOWHERE })
    expect((await update(id, { connector: { initiator: 'i' } })).status).toBe(500)
    expect((await update(id, { connector: { host: 'h' } })).status).toBe(400)
    await scene.forceVolume(volume, { status: 'error' })
    expect((await update(id, { connector: CONNECTOR })).status).toBe(409)
    await scene.forceVolume(volume, { status: 'reserved' })
    await update(id, { connector: CONNECTOR })
    await complete(id)
    const second = idOf(await create({ volume_uuid: volume, instance_uuid: NOWHERE }))
    expect((await update(second, { connector: { ...CONNECTOR, host: 'host-2' } })).status).toBe(409)
  })

  test.each([
    [{}, 400],
    [{ raw: '{' }, 400],
    [{ body: {} }, 400],
    [{ body: [] }, 400],
    [{ body: { 'os-complete': {}, x: 1 } }, 400],
    [{ body: { 'os-other': {} } }, 400],
    [{ body: 'text' }, 404],
    [{ raw: 'null' }, 404],
    [{ body: { 'os-complete': null } }, 204],
    [{ body: { 'os-complete': {} }, version: '3.43' }, 404],
  ])('complete with %j: %i', async (asked: Asked, status) => {
    const { id } = await reserved()
    expect((await complete(id, asked)).status).toBe(status)
  })
})

describe('who may', () => {
  test('everybody in the project may read, only members may change', async () => {
    const { id } = await reserved()
    for (const who of [scene.reader, scene.guest]) {
      expect((await show(id, who)).status).toBe(200)
      expect((await list('', '3.27', who)).status).toBe(200)
      expect((await update(id, { connector: CONNECTOR }, who)).status).toBe(403)
      expect((await complete(id, undefined, who)).status).toBe(403)
      expect((await remove(id, who)).status).toBe(403)
    }
    expect((await complete(id, undefined, scene.stranger)).status).toBe(404)
    expect((await show(id, scene.stranger)).status).toBe(404)
  })

  test('a server’s attachment goes only with a token of a service', async () => {
    const [server, volume] = [await scene.server(), await scene.volume()]
    await scene.attached(server, volume)
    const id = String(at((await list(`?volume_id=${volume}`)).body, 'attachments', 0, 'id'))
    expect((await remove(id)).status).toBe(409)
    expect((await remove(id, scene.admin)).status).toBe(409)
    const service = await Client.login(scene.cloud.url, scene.cloud.serviceCloud())
    const headers = { 'x-service-token': service.token ?? '' }
    const reply = await scene.member.volume('DELETE', `/attachments/${id}`, {
      version: '3.27',
      headers,
    })
    expect([reply.status, await scene.volumeStatus(volume)]).toEqual([200, 'available'])
  })
})
