import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, at } from '../testing/client.ts'
import { NOWHERE, Scene } from '../testing/scene.ts'

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

async function attach(
  fields: Record<string, unknown>,
  version: string,
  on = server,
  who = scene.member,
) {
  return await who.compute('POST', path(on), { ...wrap(fields), version })
}

async function detach(of: string, item: string) {
  const reply = await scene.member.compute('DELETE', path(of, item), { version: '2.20' })
  await scene.volumeIs(item, 'available')
  return reply
}

describe('what attach refuses', () => {
  const bodies: ReadonlyArray<readonly [string, string, Asked]> = [
    ['no body', '2.1', {}],
    ['no JSON', '2.1', { raw: '{' }],
    ['no object', '2.1', { raw: '[]' }],
    ['another wrapper', '2.1', { body: { attachment: {} } }],
    [
      'a key beside the wrapper',
      '2.1',
      { body: { volumeAttachment: { volumeId: NOWHERE }, x: 1 } },
    ],
    ['null in the wrapper', '2.1', wrap(null)],
    ['no volumeId', '2.1', wrap({})],
    ['a null volumeId', '2.1', wrap({ volumeId: null })],
    ['a malformed volumeId', '2.1', wrap({ volumeId: 'vol' })],
    ['an unknown property', '2.1', wrap({ volumeId: NOWHERE, foo: 1 })],
    ['an empty device', '2.1', wrap({ volumeId: NOWHERE, device: '' })],
    ['a device without its folder', '2.1', wrap({ volumeId: NOWHERE, device: 'vdb' })],
    ['a device in upper case', '2.1', wrap({ volumeId: NOWHERE, device: '/dev/VDB' })],
    ['a tag before 2.49', '2.48', wrap({ volumeId: NOWHERE, tag: 't' })],
    ['an empty tag', '2.49', wrap({ volumeId: NOWHERE, tag: '' })],
    ['a tag of 61', '2.49', wrap({ volumeId: NOWHERE, tag: 't'.repeat(61) })],
    ['a tag with a comma', '2.49', wrap({ volumeId: NOWHERE, tag: 'a,b' })],
    ['a null tag', '2.49', wrap({ volumeId: NOWHERE, tag: null })],
    [
      'delete_on_termination before 2.79',
      '2.78',
      wrap({ volumeId: NOWHERE, delete_on_termination: true }),
    ],
    [
      'delete_on_termination as a number',
      '2.79',
      wrap({ volumeId: NOWHERE, delete_on_termination: 1 }),
    ],
    [
      'delete_on_termination as another word',
      '2.79',
      wrap({ volumeId: NOWHERE, delete_on_termination: 'maybe' }),
    ],
  ]
  test.each(bodies)('%s (%s): 400', async (_what, version, asked) => {
    const reply = await scene.member.compute('POST', path(server), { ...asked, version })
    expect(reply.status).toBe(400)
    expect(at(reply.body, 'badRequest', 'code')).toBe(400)
  })

  test('a volume that is attached already, here or elsewhere: 400, also at 2.101', async () => {
    const other = await scene.server()
    if ((await scene.volumeStatus(volume)) !== 'in-use') await scene.attached(server, volume)
    for (const version of ['2.1', '2.104']) {
      expect((await attach({ volumeId: volume }, version)).status).toBe(400)
      expect((await attach({ volumeId: volume }, version, other)).status).toBe(400)
    }
  })

  test('a volume that is set aside: 400, and from 2.101 nothing happens', async () => {
    const held = await scene.volume()
    await scene.member.volume('POST', '/attachments', {
      version: '3.27',
      body: { attachment: { volume_uuid: held } },
    })
    expect((await attach({ volumeId: held }, '2.100')).status).toBe(400)
    expect((await attach({ volumeId: held }, '2.101')).status).toBe(202)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await scene.member.compute('GET', path(server, held))).status).toBe(404)
    expect(await scene.volumeStatus(held)).toBe('reserved')
  })

  test('what is not there or belongs to others: 404', async () => {
    const foreign = await scene.volume({}, scene.stranger)
    expect((await attach({ volumeId: NOWHERE }, '2.104')).status).toBe(404)
    expect((await attach({ volumeId: foreign }, '2.1')).status).toBe(404)
    expect((await attach({ volumeId: foreign }, '2.1', server, scene.stranger)).status).toBe(404)
    expect((await attach({ volumeId: foreign }, '2.1', 'abc')).status).toBe(404)
  })

  test('a reader: 403; a device that is taken: 409', async () => {
    const fresh = await scene.volume()
    expect((await attach({ volumeId: fresh }, '2.1', server, scene.reader)).status).toBe(403)
    expect((await attach({ volumeId: fresh, device: '/dev/vda' }, '2.1')).status).toBe(409)
    expect(await scene.volumeStatus(fresh)).toBe('available')
  })
})

describe('what attach stores', () => {
  test('a device keeps its letter, and gets the host’s prefix', async () => {
    const fresh = await scene.volume()
    const reply = await scene.attached(server, fresh, { device: '/dev/vdq7' }, '2.1')
    expect(at(reply.body, 'volumeAttachment', 'device')).toBe('/dev/sdq')
    await detach(server, fresh)
  })

  test('any word for delete_on_termination is echoed, and stored as true', async () => {
    const fresh = await scene.volume()
    const reply = await scene.attached(server, fresh, { delete_on_termination: 'no' }, '2.79')
    const shown = await scene.member.compute('GET', path(server, fresh), { version: '2.79' })
    expect(at(reply.body, 'volumeAttachment', 'delete_on_termination')).toBe('no')
    expect(at(shown.body, 'volumeAttachment', 'delete_on_termination')).toBe(true)
    await detach(server, fresh)
  })

  test('both services agree', async () => {
    const fresh = await scene.volume()
    await scene.attached(server, fresh)
    const nova = await scene.member.compute('GET', path(server, fresh), { version: '2.89' })
    const id = String(at(nova.body, 'volumeAttachment', 'attachment_id'))
    const cinder = await scene.member.volume('GET', `/attachments/${id}`, { version: '3.27' })
    const shown = await scene.member.volume('GET', `/volumes/${fresh}`, {})
    expect(at(cinder.body, 'attachment')).toMatchObject({
      status: 'attached',
      instance: server,
      attach_mode: 'rw',
    })
    expect(at(shown.body, 'volume', 'attachments', 0)).toMatchObject({
      attachment_id: id,
      server_id: server,
    })
    await detach(server, fresh)
    expect(
      (await scene.member.volume('GET', `/attachments/${id}`, { version: '3.27' })).status,
    ).toBe(404)
  })

  test('a deleted server leaves its volumes, but for those to be deleted with it', async () => {
    const box = await scene.server()
    const [kept, lost] = [await scene.volume(), await scene.volume()]
    await scene.attached(box, kept)
    await scene.attached(box, lost, { delete_on_termination: true })
    expect((await scene.member.compute('DELETE', `/servers/${box}`)).status).toBe(204)
    await scene.volumeIs(kept, 'available')
    await scene.volumeIs(lost, 404)
    await scene.serverIs(box, 404)
  })
})

test('what is not reserved for a server yet cannot be detached from it, also of a volume in use elsewhere: 400', async () => {
  const slow = await Scene.open({ latencyMs: 100 })
  try {
    const shared = await slow.volume({ volume_type: 'shareable' })
    const [first, second] = [await slow.server(), await slow.server()]
    await slow.attached(first, shared, {}, '2.60')
    const asked = { ...wrap({ volumeId: shared }), version: '2.101' }
    await slow.member.compute('POST', path(second), asked)
    const shown = () => slow.member.compute('GET', path(second, shared), { version: '2.101' })
    await slow.until('Compute knows it', async () => (await shown()).status === 200)

    const reply = await slow.member.compute('DELETE', path(second, shared), { version: '2.101' })

    expect(reply.status).toBe(400)
    await slow.until('it is attached', async () => {
      const listed = await slow.member.volume('GET', `/attachments?volume_id=${shared}`, {
        version: '3.27',
      })
      return (at(listed.body, 'attachments') as readonly unknown[]).length === 2
    })
    await slow.volumeIs(shared, 'in-use')
  } finally {
    await slow.close()
  }
})
