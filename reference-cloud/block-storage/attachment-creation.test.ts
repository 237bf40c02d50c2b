import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, at } from '../testing/client.ts'
import { NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const create = (fields: Record<string, unknown>, version = '3.60', who = scene.member) =>
  who.volume('POST', '/attachments', { version, body: { attachment: fields } })
const complete = (id: string, asked: Asked = { body: { 'os-complete': {} } }, who = scene.member) =>
  who.volume('POST', `/attachments/${id}/action`, { version: '3.44', ...asked })
const remove = (id: string, who = scene.member) =>
  who.volume('DELETE', `/attachments/${id}`, { version: '3.27' })
const idOf = (reply: { body: unknown }) => String(at(reply.body, 'attachment', 'id'))

async function reserved(more: Record<string, unknown> = {}) {
  const volume = await scene.volume()
  const reply = await create({ volume_uuid: volume, ...more })
  return { volume, id: idOf(reply), reply }
}

describe('what create refuses', () => {
  test.each([
    ['no wrapper', '3.27', { body: {} }],
    ['no object', '3.27', { raw: '[]' }],
    ['no volume', '3.27', { body: { attachment: {} } }],
    ['a malformed volume', '3.27', { body: { attachment: { volume_uuid: 'x' } } }],
    [
      'a null instance',
      '3.27',
      { body: { attachment: { volume_uuid: NOWHERE, instance_uuid: null } } },
    ],
    [
      'a malformed instance',
      '3.27',
      { body: { attachment: { volume_uuid: NOWHERE, instance_uuid: 'x' } } },
    ],
    [
      'a connector that is no object',
      '3.27',
      { body: { attachment: { volume_uuid: NOWHERE, connector: [] } } },
    ],
    ['an unknown property', '3.27', { body: { attachment: { volume_uuid: NOWHERE, foo: 1 } } }],
    ['a mode before 3.54', '3.53', { body: { attachment: { volume_uuid: NOWHERE, mode: 'ro' } } }],
    ['another mode', '3.54', { body: { attachment: { volume_uuid: NOWHERE, mode: 'wo' } } }],
    ['a null mode', '3.54', { body: { attachment: { volume_uuid: NOWHERE, mode: null } } }],
  ])('%s (%s): 400', async (_what, version, asked: Asked) => {
    expect((await scene.member.volume('POST', '/attachments', { ...asked, version })).status).toBe(
      400,
    )
    expect(
      (await scene.member.volume('POST', '/attachments', { ...asked, version: '3.26' })).status,
    ).toBe(404)
  })

  test('upstream falls over no body and over a key named type', async () => {
    expect((await scene.member.volume('POST', '/attachments', { version: '3.27' })).status).toBe(
      500,
    )
    const body = { attachment: { volume_uuid: NOWHERE }, type: 1 }
    expect(
      (await scene.member.volume('POST', '/attachments', { version: '3.27', body })).status,
    ).toBe(500)
  })

  test('a volume of others or of nobody: 404; a reader: 403; a guest does not even see it: 404', async () => {
    const volume = await scene.volume()
    expect((await create({ volume_uuid: NOWHERE })).status).toBe(404)
    expect((await create({ volume_uuid: volume }, '3.27', scene.stranger)).status).toBe(404)
    expect((await create({ volume_uuid: volume }, '3.27', scene.reader)).status).toBe(403)
    expect((await create({ volume_uuid: volume }, '3.27', scene.guest)).status).toBe(403)
  })

  test('a volume that is set aside, but for the server that has it', async () => {
    const { volume } = await reserved({ instance_uuid: NOWHERE })
    expect((await create({ volume_uuid: volume })).status).toBe(400)
    expect((await create({ volume_uuid: volume, instance_uuid: volume })).status).toBe(400)
    expect((await create({ volume_uuid: volume, instance_uuid: NOWHERE })).status).toBe(200)
  })

  test.each(['error', 'error_extending', 'creating', 'maintenance', 'detaching', 'attaching'])(
    'a volume that is %s: 400',
    async (status) => {
      const volume = await scene.volume()
      await scene.forceVolume(volume, { status })
      expect((await create({ volume_uuid: volume })).status).toBe(400)
    },
  )

  test('a shareable volume: one reservation at a time', async () => {
    const volume = await scene.volume({ volume_type: 'shareable' })
    const first = await create({ volume_uuid: volume, instance_uuid: NOWHERE })
    expect((await create({ volume_uuid: volume, instance_uuid: volume })).status).toBe(400)
    await complete(idOf(first))
    const second = await create({ volume_uuid: volume, instance_uuid: volume })
    expect([second.status, await scene.volumeStatus(volume)]).toEqual([200, 'reserved'])
    const rest = await remove(idOf(second))
    expect(at(rest.body, 'attachments', 0)).toEqual({
      id: idOf(first),
      status: 'attached',
      instance: NOWHERE,
      volume_id: volume,
    })
    expect(await scene.volumeStatus(volume)).toBe('in-use')
  })
})
