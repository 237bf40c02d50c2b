import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { IMAGE, NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
let server: string
let volume: string
beforeAll(async () => {
  scene = await Scene.open()
  server = await scene.server()
  volume = await scene.volume()
})
afterAll(() => scene.close())

const path = (of: string, item?: string) =>
  `/servers/${of}/os-volume_attachments${item === undefined ? '' : `/${item}`}`
const wrap = (fields: unknown) => ({ body: { volumeAttachment: fields } })

async function detach(of: string, item: string) {
  const reply = await scene.member.compute('DELETE', path(of, item), { version: '2.20' })
  await scene.volumeIs(item, 'available')
  return reply
}

describe('shapes', () => {
  const item = ['device', 'id', 'serverId', 'volumeId']
  const later = [
    'attachment_id',
    'bdm_uuid',
    'delete_on_termination',
    'device',
    'serverId',
    'tag',
    'volumeId',
  ]
  test.each([
    ['2.1', item],
    ['2.69', item],
    ['2.70', [...item, 'tag']],
    ['2.78', [...item, 'tag']],
    ['2.79', [...item, 'tag', 'delete_on_termination']],
    ['2.88', [...item, 'tag', 'delete_on_termination']],
    ['2.89', later],
    ['2.104', later],
  ])('list and show at %s', async (version, keys) => {
    if ((await scene.volumeStatus(volume)) !== 'in-use') await scene.attached(server, volume)
    const list = await scene.member.compute('GET', path(server), { version })
    const show = await scene.member.compute('GET', path(server, volume), { version })

    const shown = at(show.body, 'volumeAttachment')
    expect(at(list.body, 'volumeAttachments')).toEqual([shown])
    expect(Object.keys(shown ?? {}).sort()).toEqual([...keys].sort())
  })

  test.each([
    ['2.1', item],
    ['2.69', item],
    ['2.70', [...item, 'tag']],
    ['2.79', [...item, 'tag', 'delete_on_termination']],
    ['2.100', [...item, 'tag', 'delete_on_termination']],
  ])('attach at %s', async (version, keys) => {
    const fresh = await scene.volume()
    const reply = await scene.attached(server, fresh, {}, version)
    expect(reply.status).toBe(200)
    expect(Object.keys(at(reply.body, 'volumeAttachment') ?? {}).sort()).toEqual([...keys].sort())
    await detach(server, fresh)
  })

  test('from 2.101 attach answers 202 without a body, and attaches afterwards', async () => {
    const fresh = await scene.volume()
    const reply = await scene.attached(server, fresh, {}, '2.101')
    expect([reply.status, reply.text]).toEqual([202, ''])
    expect(reply.headers.get('content-length')).toBe('0')
    expect(reply.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    await detach(server, fresh)
  })
})

describe('list', () => {
  test.each([
    ['?limit=1', '2.1', 0],
    ['?limit=1&offset=1', '2.1', 1],
    ['?limit=0', '2.1', 2],
    ['?limit=1&limit=2', '2.1', 1],
    ['?offset=99999999999999999999', '2.1', 0],
    ['?foo=bar', '2.74', 2],
  ])('%s at %s shows %i, as the local disk is counted', async (query, version, count) => {
    const box = await scene.server()
    for (const one of [await scene.volume(), await scene.volume()]) await scene.attached(box, one)
    const reply = await scene.member.compute('GET', path(box) + query, { version })
    expect(at(reply.body, 'volumeAttachments')).toHaveLength(count)
  })

  test.each([
    ['?limit=-1', '2.1'],
    ['?limit=', '2.1'],
    ['?limit=1&limit=abc', '2.1'],
    ['?offset=1.5', '2.1'],
    ['?foo=%FF', '2.1'],
    ['?foo=bar', '2.75'],
  ])('%s at %s: 400', async (query, version) => {
    const reply = await scene.member.compute('GET', path(server) + query, { version })
    expect(reply.status).toBe(400)
  })

  test('a reader may, a guest may not, a stranger finds nothing, an administrator may', async () => {
    const ask = async (who = scene.member) => (await who.compute('GET', path(server))).status
    expect(await ask(scene.reader)).toBe(200)
    expect(await ask(scene.guest)).toBe(403)
    expect(await ask(scene.stranger)).toBe(404)
    expect(await ask(scene.admin)).toBe(200)
  })
})

describe('update', () => {
  const update = (item: string, fields: unknown, version: string, who = scene.member) =>
    who.compute('PUT', path(server, item), { ...wrap(fields), version })

  test('changes the flag from 2.85, and nothing else', async () => {
    const fresh = await scene.volume()
    await scene.attached(server, fresh, { tag: 'db' })
    const good = {
      volumeId: fresh,
      id: fresh,
      serverId: server,
      tag: 'db',
      delete_on_termination: 'yes',
    }
    const reply = await update(fresh, good, '2.85')
    const shown = await scene.member.compute('GET', path(server, fresh), { version: '2.85' })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([202, 'application/json'])
    expect(at(shown.body, 'volumeAttachment', 'delete_on_termination')).toBe(true)
    for (const wrong of [
      { id: NOWHERE },
      { serverId: NOWHERE },
      { device: '/dev/vdz' },
      { tag: 'x' },
      { device: null },
      { attachment_id: fresh },
    ]) {
      expect(
        (await update(fresh, { volumeId: fresh, delete_on_termination: false, ...wrong }, '2.89'))
          .status,
      ).toBe(400)
    }
    expect(
      (await update(fresh, { volumeId: fresh, delete_on_termination: false }, '2.84')).status,
    ).toBe(400)
    expect((await update(NOWHERE, { volumeId: NOWHERE }, '2.85')).status).toBe(404)
    await detach(server, fresh)
  })

  test('another volume is for administrators, and refused while nothing migrates; the flag is saved', async () => {
    const [old, next] = [await scene.volume(), await scene.volume()]
    await scene.attached(server, old)
    expect((await update(old, { volumeId: next }, '2.1')).status).toBe(403)
    expect((await update(old, { volumeId: old.toUpperCase() }, '2.85')).status).toBe(403)
    const swap = await update(
      old,
      { volumeId: next, delete_on_termination: true },
      '2.85',
      scene.admin,
    )
    const shown = await scene.member.compute('GET', path(server, old), { version: '2.85' })
    expect(swap.status).toBe(409)
    expect(at(shown.body, 'volumeAttachment', 'delete_on_termination')).toBe(true)

    await scene.forceVolume(old, { migration_status: 'migrating' })
    expect((await update(old, { volumeId: next }, '2.1', scene.admin)).status).toBe(202)
    await scene.volumeIs(old, 'available')
    expect((await scene.member.compute('GET', path(server, next))).status).toBe(200)
    await detach(server, next)
  })

  test('another volume is refused that the server gets already, and attached by nobody while it gets there', async () => {
    const [old, next, other] = [await scene.volume(), await scene.volume(), await scene.volume()]
    await scene.attached(server, old)
    await scene.forceVolume(old, { migration_status: 'migrating' })
    const attach = (item: string) =>
      scene.member.compute('POST', path(server), wrap({ volumeId: item }))

    expect((await attach(other)).status).toBe(200)
    expect((await update(old, { volumeId: other }, '2.1', scene.admin)).status).toBe(400)
    expect((await update(old, { volumeId: next }, '2.1', scene.admin)).status).toBe(202)
    expect((await attach(next)).status).toBe(400)
    for (const item of [next, other]) {
      await scene.volumeIs(item, 'in-use')
      await detach(server, item)
    }
  })
})

describe('detach', () => {
  test('answers 404 for what is not attached, 400 while it is being detached', async () => {
    const fresh = await scene.volume()
    const ask = (item: string) => scene.member.compute('DELETE', path(server, item))
    for (const item of [fresh, NOWHERE, 'abc']) expect((await ask(item)).status).toBe(404)
    await scene.attached(server, fresh)
    await scene.forceVolume(fresh, { status: 'detaching' })
    expect((await ask(fresh)).status).toBe(400)
    await scene.forceVolume(fresh, { status: 'in-use' })
    expect((await scene.reader.compute('DELETE', path(server, fresh))).status).toBe(403)
    const reply = await scene.member.compute('DELETE', path(server, fresh), { raw: '{' })
    expect([reply.status, reply.text]).toEqual([202, ''])
    await scene.volumeIs(fresh, 'available')
  })

  test('keeps the root volume', async () => {
    const root = {
      boot_index: 0,
      uuid: IMAGE,
      source_type: 'image',
      destination_type: 'volume',
      volume_size: 1,
      delete_on_termination: true,
    }
    const box = await scene.server({ imageRef: '', block_device_mapping_v2: [root] })
    const list = await scene.member.compute('GET', `${path(box)}?limit=1`, { version: '2.89' })
    const item = String(at(list.body, 'volumeAttachments', 0, 'volumeId'))
    expect((await scene.admin.compute('DELETE', path(box, item))).status).toBe(400)
    await scene.act(box, 'shelve')
    await scene.serverIs(box, 'SHELVED_OFFLOADED')
    await scene.member.compute('DELETE', `/servers/${box}`)
    await scene.volumeIs(item, 404)
  })

  test('answers 409 while the host is down', async () => {
    const fresh = await scene.volume()
    await scene.attached(server, fresh)
    const list = await scene.admin.compute('GET', '/os-services', { version: '2.53' })
    const host = `/os-services/${at(list.body, 'services', 0, 'id')}`
    const down = (forced_down: boolean) =>
      scene.admin.compute('PUT', host, { version: '2.53', body: { forced_down } })
    await down(true)
    expect((await scene.member.compute('DELETE', path(server, fresh))).status).toBe(409)
    await down(false)
    await detach(server, fresh)
  })
})
