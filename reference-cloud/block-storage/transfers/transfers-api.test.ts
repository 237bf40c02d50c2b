import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Reply } from '../../testing/client.ts'
import { NOWHERE, Scene } from '../../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const create = (fields: Record<string, unknown>, version = '3.60', who = scene.member) =>
  who.volume('POST', '/volume-transfers', { version, body: { transfer: fields } })
const accept = (transfer: Reply, more: Record<string, unknown> = {}, who = scene.stranger) =>
  who.volume('POST', `/volume-transfers/${idOf(transfer)}/accept`, {
    version: '3.60',
    body: { accept: { auth_key: at(transfer.body, 'transfer', 'auth_key'), ...more } },
  })
const show = (transfer: Reply, version = '3.60', who = scene.member) =>
  who.volume('GET', `/volume-transfers/${idOf(transfer)}`, { version })
const withdraw = (transfer: Reply, who = scene.member) =>
  who.volume('DELETE', `/volume-transfers/${idOf(transfer)}`, { version: '3.60' })
const idOf = (reply: Reply) => String(at(reply.body, 'transfer', 'id'))

async function offered(fields: Record<string, unknown> = {}) {
  const volume = await scene.volume()
  return { volume, transfer: await create({ volume_id: volume, ...fields }) }
}

describe('the offer of a volume', () => {
  test('tells its key once, and more from 3.57 on', async () => {
    const { volume, transfer } = await offered({ name: '  to the archive ' })

    expect(transfer.status).toBe(202)
    const told = at(transfer.body, 'transfer')
    const projects = {
      source_project_id: scene.member.projectId,
      destination_project_id: null,
      accepted: false,
    }
    const shown = {
      id: idOf(transfer),
      volume_id: volume,
      name: 'to the archive',
      no_snapshots: false,
      links: [{ rel: 'self' }, { rel: 'bookmark' }],
    }
    expect(told).toMatchObject({
      ...shown,
      ...projects,
      auth_key: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    const before = at((await show(transfer, '3.56')).body, 'transfer')
    expect(before).toMatchObject(shown)
    expect(before).not.toHaveProperty('accepted')
    expect(before).not.toHaveProperty('auth_key')
    expect(at((await show(transfer, '3.57')).body, 'transfer')).toMatchObject(projects)
    expect(at((await show(transfer, '3.54')).body, 'transfer')).not.toHaveProperty('no_snapshots')
  })

  test('sets the volume aside until it is withdrawn', async () => {
    const { volume, transfer } = await offered()
    expect(await scene.volumeStatus(volume)).toBe('awaiting-transfer')
    expect((await create({ volume_id: volume })).status).toBe(400)

    const gone = await withdraw(transfer)
    expect([gone.status, gone.text]).toEqual([202, ''])
    expect(gone.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    expect(gone.headers.has('x-openstack-request-id')).toBe(true)
    expect(gone.headers.has('x-compute-request-id')).toBe(false)
    expect(await scene.volumeStatus(volume)).toBe('available')
    expect((await show(transfer)).status).toBe(404)
    expect((await withdraw(transfer)).status).toBe(404)
    expect((await accept(transfer)).status).toBe(404)
  })

  test('is for volumes of the own project', async () => {
    const volume = await scene.volume()
    expect((await create({ volume_id: volume }, '3.60', scene.stranger)).status).toBe(404)
    expect((await create({ volume_id: NOWHERE })).status).toBe(404)
    expect((await create({ volume_id: volume }, '3.60', scene.reader)).status).toBe(403)
  })

  test.each([
    ['no volume', {}],
    ['an id that is none', { volume_id: 'here' }],
    ['an empty name', { name: '' }],
    ['a name of blanks', { name: '  ' }],
    ['a long name', { name: 'x'.repeat(256) }],
    ['an empty list for a name', { name: [] }],
    ['a number in place of a boolean', { no_snapshots: 1 }],
    ['something unknown', { colour: 'blue' }],
  ])('is refused with %s', async (_, fields) => {
    const volume = await scene.volume()
    const named =
      'volume_id' in fields || Object.keys(fields).length === 0 ? {} : { volume_id: volume }
    expect((await create({ ...named, ...fields })).status).toBe(400)
    expect(await scene.volumeStatus(volume)).toBe('available')
  })

  test('takes no_snapshots in words, from 3.55 on', async () => {
    const volume = await scene.volume()
    const early = await create({ volume_id: volume, no_snapshots: true }, '3.54')
    expect(early.status).toBe(400)
    const transfer = await create({ volume_id: volume, no_snapshots: 'y', name: null }, '3.55')
    expect(at(transfer.body, 'transfer')).toMatchObject({ no_snapshots: true, name: null })
  })

  test('is shown to its own project and to administrators', async () => {
    const { transfer } = await offered()
    expect((await show(transfer, '3.60', scene.reader)).status).toBe(200)
    expect((await show(transfer, '3.60', scene.guest)).status).toBe(403)
    expect((await show(transfer, '3.60', scene.stranger)).status).toBe(404)
    expect((await withdraw(transfer, scene.stranger)).status).toBe(404)
    expect((await withdraw(transfer, scene.reader)).status).toBe(403)
    const foreign = await create(
      { volume_id: await scene.volume({}, scene.stranger) },
      '3.60',
      scene.stranger,
    )
    expect((await show(foreign, '3.60', scene.admin)).status).toBe(200)
    expect((await withdraw(foreign, scene.admin)).status).toBe(202)
  })

  test('of an encrypted volume takes 3.70, and its snapshots', async () => {
    const volume = await scene.volume({ volume_type: 'encrypted' })
    expect((await create({ volume_id: volume }, '3.69')).status).toBe(400)
    expect((await create({ volume_id: volume, no_snapshots: true }, '3.70')).status).toBe(400)
    expect((await create({ volume_id: volume }, '3.70')).status).toBe(202)
  })
})

describe('a transfer that is accepted', () => {
  test('gives the volume to the project of the caller', async () => {
    const { volume, transfer } = await offered({ name: 'gift' })

    const accepted = await accept(transfer)

    expect(accepted.status).toBe(202)
    expect(Object.keys(at(accepted.body, 'transfer') ?? {}).sort()).toEqual(
      ['id', 'links', 'name', 'volume_id'].sort(),
    )
    const theirs = await scene.stranger.volume('GET', `/volumes/${volume}`)
    expect(at(theirs.body, 'volume')).toMatchObject({
      status: 'available',
      'os-vol-tenant-attr:tenant_id': scene.stranger.projectId,
    })
    expect((await scene.member.volume('GET', `/volumes/${volume}`)).status).toBe(404)
    for (const who of [scene.member, scene.stranger]) {
      expect((await show(transfer, '3.60', who)).status).toBe(404)
    }
    expect((await accept(transfer)).status).toBe(404)
  })

  test('takes its key, and a role that may write', async () => {
    const { volume, transfer } = await offered()
    expect((await accept(transfer, { auth_key: '0123456789abcdef' })).status).toBe(400)
    expect((await accept(transfer, { auth_key: 7 })).status).toBe(400)
    expect((await accept(transfer, { auth_key: null })).status).toBe(400)
    expect((await accept(transfer, { colour: 'blue' })).status).toBe(400)
    expect((await accept(transfer, {}, scene.reader)).status).toBe(403)
    expect(await scene.volumeStatus(volume)).toBe('awaiting-transfer')
    expect((await accept(transfer, {}, scene.member)).status).toBe(202)
  })

  test('has to find the volume as it was offered', async () => {
    const { volume, transfer } = await offered()
    await scene.forceVolume(volume, { status: 'error' })
    expect((await accept(transfer)).status).toBe(400)
    expect((await withdraw(transfer)).status).toBe(202)
    expect(await scene.volumeStatus(volume)).toBe('error')
  })

  test('has to be within the quotas of the project', async () => {
    const volume = await scene.volume({ size: 33 })
    const transfer = await create({ volume_id: volume })

    const refused = await accept(transfer)

    expect(refused.status).toBe(413)
    expect(refused.headers.get('retry-after')).toBe('0')
    expect(at(refused.body, 'overLimit')).toMatchObject({ code: 413, retryAfter: '0' })
    const path = `/os-quota-sets/${scene.stranger.projectId}`
    const body = { quota_set: { per_volume_gigabytes: 33 } }
    expect((await scene.admin.volume('PUT', path, { body })).status).toBe(200)
    expect((await accept(transfer)).status).toBe(202)
  })
})

test('what is no name is too much for the service', async () => {
  const volume = await scene.volume()
  for (const name of [7, true, ['x']]) {
    expect((await create({ volume_id: volume, name })).status).toBe(500)
  }
})

test('a body is needed', async () => {
  const { transfer } = await offered()
  const paths = ['/volume-transfers', `/volume-transfers/${idOf(transfer)}/accept`]
  for (const path of paths) {
    expect((await scene.member.volume('POST', path, { version: '3.60' })).status).toBe(500)
  }
})
