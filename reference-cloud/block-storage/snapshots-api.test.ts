import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Client } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const VERSION = { version: '3.60' }

async function snapshotOf(volume: string): Promise<string> {
  const body = { snapshot: { volume_id: volume, name: 'one' } }
  const made = await scene.member.volume('POST', '/snapshots', { ...VERSION, body })
  const id = String(at(made.body, 'snapshot', 'id'))
  await scene.until('snapshot is available', async () => (await status(id)) === 'available')
  return id
}

async function status(id: string, who: Client = scene.member): Promise<unknown> {
  const reply = await who.volume('GET', `/snapshots/${id}`)
  return reply.status === 200 ? at(reply.body, 'snapshot', 'status') : reply.status
}

function transfer(volume: string, noSnapshots: boolean) {
  const body = { transfer: { volume_id: volume, no_snapshots: noSnapshots } }
  return scene.member.volume('POST', '/volume-transfers', { ...VERSION, body })
}

function accept(offer: unknown) {
  const path = `/volume-transfers/${at(offer, 'transfer', 'id')}/accept`
  const body = { accept: { auth_key: at(offer, 'transfer', 'auth_key') } }
  return scene.stranger.volume('POST', path, { ...VERSION, body })
}

function reset(id: string, to: string) {
  const body = { 'os-reset_status': { status: to } }
  return scene.admin.volume('POST', `/snapshots/${id}/action`, { body })
}

describe('a snapshot', () => {
  test('is listed until it is deleted, and keeps its volume', async () => {
    const volume = await scene.volume()
    const id = await snapshotOf(volume)
    const path = `/snapshots?volume_id=${volume}`
    expect(at((await scene.member.volume('GET', path)).body, 'snapshots', 0, 'id')).toBe(id)
    expect((await scene.member.volume('DELETE', `/volumes/${volume}`)).status).toBe(400)
    expect((await scene.member.volume('DELETE', `/snapshots/${id}`)).status).toBe(202)
    await scene.until('snapshot is gone', async () => (await status(id)) === 404)
    expect((await scene.member.volume('DELETE', `/volumes/${volume}`)).status).toBe(202)
  })

  test('goes to the new owner of its volume', async () => {
    const volume = await scene.volume()
    const id = await snapshotOf(volume)
    const offer = await transfer(volume, false)
    expect((await accept(offer.body)).status).toBe(202)
    expect(await status(id)).toBe(404)
    expect(await status(id, scene.stranger)).toBe('available')
  })

  test('stays with its project when the offer leaves it out', async () => {
    const volume = await scene.volume()
    const id = await snapshotOf(volume)
    await reset(id, 'error')
    expect((await transfer(volume, false)).status).toBe(400)
    const offer = await transfer(volume, true)
    expect((await accept(offer.body)).status).toBe(202)
    expect(await status(id)).toBe('error')
    expect(await status(id, scene.stranger)).toBe(404)

    const path = `/snapshots/${id}`
    expect((await scene.member.volume('DELETE', path)).status).toBe(404)
    expect((await scene.stranger.volume('DELETE', `/volumes/${volume}`)).status).toBe(400)
    expect((await scene.admin.volume('DELETE', path)).status).toBe(202)
  })

  test('that is not available any more stands in the way of a transfer', async () => {
    const volume = await scene.volume()
    const id = await snapshotOf(volume)
    const offer = await transfer(volume, false)
    await reset(id, 'error')
    expect((await accept(offer.body)).status).toBe(400)
    expect(await scene.volumeStatus(volume)).toBe('awaiting-transfer')
  })
})
