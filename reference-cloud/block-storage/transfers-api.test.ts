import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const VERSION = { version: '3.60' }

describe('the offer of a volume', () => {
  test('sets the volume aside until it is withdrawn', async () => {
    const volume = await scene.volume()
    const offered = await offer(volume)
    expect(offered.status).toBe(202)
    expect(await status(volume)).toBe('awaiting-transfer')
    const id = String(at(offered.body, 'transfer', 'id'))
    const listed = await scene.member.volume('GET', '/volume-transfers/detail', VERSION)
    expect(at(listed.body, 'transfers', 0)).toMatchObject({ id, volume_id: volume })

    const path = `/volume-transfers/${id}`
    expect((await scene.member.volume('DELETE', path, VERSION)).status).toBe(202)

    expect(await status(volume)).toBe('available')
    expect((await scene.member.volume('GET', path, VERSION)).status).toBe(404)
  })

  test('is for available volumes of the own project, from 3.55 on', async () => {
    const volume = await scene.volume()
    const body = { transfer: { volume_id: volume } }
    const early = { version: '3.54', body }
    expect((await scene.member.volume('POST', '/volume-transfers', early)).status).toBe(404)
    const foreign = await scene.stranger.volume('POST', '/volume-transfers', { ...VERSION, body })
    expect(foreign.status).toBe(404)
    expect((await offer(volume)).status).toBe(202)
    expect((await offer(volume)).status).toBe(400)
  })
})

function offer(volume: string) {
  const body = { transfer: { volume_id: volume } }
  return scene.member.volume('POST', '/volume-transfers', { ...VERSION, body })
}

async function status(volume: string) {
  return at((await scene.member.volume('GET', `/volumes/${volume}`)).body, 'volume', 'status')
}
