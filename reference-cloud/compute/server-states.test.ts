import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open({ release: 'zed' })
})
afterAll(() => scene.close())

const path = (server: string, volume?: string) =>
  `/servers/${server}/os-volume_attachments${volume === undefined ? '' : `/${volume}`}`

const attach = (server: string, volume: string, version = '2.1', who = scene.member, more = {}) =>
  who.compute('POST', path(server), {
    version,
    body: { volumeAttachment: { volumeId: volume, ...more } },
  })
const detach = (server: string, volume: string, version = '2.1', who = scene.member) =>
  who.compute('DELETE', path(server, volume), { version })
const swap = (server: string, from: string, to: string) =>
  scene.admin.compute('PUT', path(server, from), { body: { volumeAttachment: { volumeId: to } } })

describe.each([
  ['pause', null, 'PAUSED', 200, 202, 202],
  ['os-stop', null, 'SHUTOFF', 200, 202, 409],
  ['resize', { flavorRef: '2' }, 'VERIFY_RESIZE', 200, 202, 202],
  ['suspend', null, 'SUSPENDED', 409, 409, 409],
  ['rescue', {}, 'RESCUE', 409, 409, 409],
])('after %s', (action, argument, status, attached, detached, swapped) => {
  test(`in ${status} attach answers ${attached}, detach ${detached}, swap ${swapped}`, async () => {
    const server = await scene.server()
    const [held, free, other] = [await scene.volume(), await scene.volume(), await scene.volume()]
    await scene.attached(server, held)
    await scene.act(server, action, argument)
    await scene.serverIs(server, status)

    expect((await swap(server, held, other)).status).toBe(swapped)
    await scene.volumeIs(swapped === 202 ? other : held, 'in-use')
    expect((await attach(server, free)).status).toBe(attached)
    expect((await detach(server, swapped === 202 ? other : held)).status).toBe(detached)
  })
})

test('in ERROR nothing can be attached or detached', async () => {
  const server = await scene.server()
  const [held, free] = [await scene.volume(), await scene.volume()]
  await scene.attached(server, held)
  await scene.act(server, 'os-resetState', { state: 'error' }, scene.admin)
  expect((await attach(server, free)).status).toBe(409)
  expect((await detach(server, held)).status).toBe(409)
})

test('a running task answers 409', async () => {
  const slow = await Scene.open({ latencyMs: 60 })
  const server = await slow.server()
  const volume = await slow.volume()
  await slow.act(server, 'reboot', { type: 'HARD' })
  const reply = await slow.member.compute('POST', path(server), {
    body: { volumeAttachment: { volumeId: volume } },
  })
  expect(reply.status).toBe(409)
  await slow.close()
})

test('a lock keeps its owner out, and no administrator', async () => {
  const server = await scene.server()
  const volume = await scene.volume()
  await scene.act(server, 'lock', null, scene.admin)
  expect((await attach(server, volume)).status).toBe(409)
  expect((await scene.act(server, 'unlock')).status).toBe(403)
  expect((await scene.member.compute('GET', path(server))).status).toBe(200)
  expect((await attach(server, volume, '2.1', scene.admin)).status).toBe(200)
  await scene.volumeIs(volume, 'in-use')
  expect((await detach(server, volume)).status).toBe(409)
  expect((await detach(server, volume, '2.1', scene.admin)).status).toBe(202)
})

test('a shelved server takes volumes from 2.20, and is offloaded by an administrator', async () => {
  const server = await scene.server()
  const [held, free] = [await scene.volume(), await scene.volume()]
  const shared = await scene.volume({ volume_type: 'shareable' })
  await scene.attached(server, held)
  await scene.act(server, 'shelve')
  await scene.serverIs(server, 'SHELVED')
  expect((await attach(server, free, '2.19')).status).toBe(409)
  expect((await detach(server, held, '2.19')).status).toBe(409)
  expect((await scene.act(server, 'shelveOffload')).status).toBe(403)
  await scene.act(server, 'shelveOffload', null, scene.admin)
  await scene.serverIs(server, 'SHELVED_OFFLOADED')
  expect(await scene.volumeStatus(held)).toBe('reserved')

  expect((await attach(server, free, '2.19')).status).toBe(409)
  expect((await attach(server, free, '2.49', scene.member, { tag: 't' })).status).toBe(400)
  expect((await attach(server, shared, '2.20')).status).toBe(400)
  expect((await swap(server, held, free)).status).toBe(409)
  const reply = await attach(server, free, '2.20')
  expect(at(reply.body, 'volumeAttachment', 'device')).toBeNull()
  expect(await scene.volumeStatus(free)).toBe('in-use')
  const shown = await scene.member.compute('GET', path(server, free), { version: '2.85' })
  expect(at(shown.body, 'volumeAttachment')).not.toHaveProperty('device')

  await scene.act(server, 'unshelve')
  await scene.serverIs(server, 'ACTIVE')
  await scene.volumeIs(held, 'in-use')
  const after = await scene.member.compute('GET', path(server, free), { version: '2.85' })
  expect(at(after.body, 'volumeAttachment', 'device')).toBe('/dev/sdc')
})

test('a deleted server goes, also when a flagged volume cannot be deleted with it', async () => {
  const server = await scene.server()
  const volume = await scene.volume()
  const flag = { delete_on_termination: true }
  expect((await attach(server, volume, '2.79', scene.member, flag)).status).toBe(200)
  await scene.volumeIs(volume, 'in-use')
  const snapshot = { snapshot: { volume_id: volume, name: 'one', force: true } }
  const made = await scene.member.volume('POST', '/snapshots', { version: '3.60', body: snapshot })
  expect(made.status).toBe(202)

  await scene.member.compute('DELETE', `/servers/${server}`)

  await scene.until('the server is gone', async () => {
    const { status } = await scene.member.compute('GET', `/servers/${server}`)
    return status === 404
  })
  expect(await scene.volumeStatus(volume)).toBe('available')
})

test('with an offload time of 0 a shelved server goes all the way by itself', async () => {
  const eager = await Scene.open({ shelvedOffloadTime: 0 })
  const server = await eager.server()
  await eager.act(server, 'shelve')
  await eager.serverIs(server, 'SHELVED_OFFLOADED')
  await eager.close()
})

test('a shareable volume goes to two servers from 2.60, and cannot be swapped then', async () => {
  const [one, two] = [await scene.server(), await scene.server()]
  const shared = await scene.volume({ volume_type: 'shareable' })
  const other = await scene.volume({ volume_type: 'shareable' })
  expect((await attach(one, shared, '2.59')).status).toBe(400)
  await scene.attached(one, shared)
  expect((await attach(one, shared, '2.60')).status).toBe(400)
  await scene.attached(two, shared)
  const list = await scene.member.volume('GET', `/attachments?volume_id=${shared}`, {
    version: '3.31',
  })
  expect(at(list.body, 'attachments')).toHaveLength(2)
  expect((await swap(one, shared, other)).status).toBe(400)
  await detach(one, shared)
  await scene.volumeIs(shared, 'in-use')
  await detach(two, shared)
  await scene.volumeIs(shared, 'available')
})

test('on zed a swap is done for an administrator, with its own refusals', async () => {
  const server = await scene.server()
  const [old, next, big] = [
    await scene.volume(),
    await scene.volume(),
    await scene.volume({ size: 2 }),
  ]
  await scene.attached(server, old)
  expect((await swap(server, old, old)).status).toBe(400)
  expect((await swap(server, old, 'c0ffee00-0000-4000-8000-000000000000')).status).toBe(400)
  expect((await swap(server, next, big)).status).toBe(400)
  expect((await swap(server, old, big)).status).toBe(202)
  await scene.volumeIs(old, 'available')
  await scene.volumeIs(big, 'in-use')
  expect((await swap(server, big, next)).status).toBe(400)
})

test('a server may have only so many disks where that is limited', async () => {
  const small = await Scene.open({ maxDisksPerServer: 2 })
  const server = await small.server()
  await small.attached(server, await small.volume())
  const body = { volumeAttachment: { volumeId: await small.volume() } }
  expect(
    (await small.member.compute('POST', path(server), { body, version: '2.100' })).status,
  ).toBe(403)
  await small.close()
})
