import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../../testing/client.ts'
import { IMAGE, Scene } from '../../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open({ release: 'zed', shelvedOffloadTime: 0 })
})
afterAll(() => scene.close())

const path = (server: string, volume = '') => `/servers/${server}/os-volume_attachments${volume}`

/** The ids of the volume's attachments in Block Storage, and the one that Compute shows. */
async function attachmentsOf(server: string, volume: string, of = scene) {
  const shown = await of.member.compute('GET', path(server, `/${volume}`), { version: '2.89' })
  const listed = await of.member.volume('GET', `/attachments?volume_id=${volume}`, {
    version: '3.60',
  })
  const attachments = at(listed.body, 'attachments')
  const ids = Array.isArray(attachments) ? attachments.map((one) => at(one, 'id')) : []
  return { ids, shown: at(shown.body, 'volumeAttachment', 'attachment_id') }
}

async function holder(fields: Record<string, unknown> = {}, of = scene) {
  const [server, volume] = [await of.server(), await of.volume()]
  await of.attached(server, volume, fields)
  return { server, volume }
}

describe.each([
  ['resize', { flavorRef: '2' }, 'VERIFY_RESIZE'],
  ['rebuild', { imageRef: IMAGE }, 'ACTIVE'],
])('%s', (action, argument, status) => {
  test('gives the server a new attachment, and no second one', async () => {
    const { server, volume } = await holder()
    const before = await attachmentsOf(server, volume)

    await scene.act(server, action, argument)
    await scene.serverIs(server, status)

    const { ids, shown } = await attachmentsOf(server, volume)
    expect(ids).toEqual([shown])
    expect(ids).not.toEqual(before.ids)
    expect(await scene.volumeStatus(volume)).toBe('in-use')
  })
})

test('what has a volume that is not in use is neither rebuilt nor rescued', async () => {
  const { server, volume } = await holder()
  await scene.forceVolume(volume, { status: 'error' })

  expect((await scene.act(server, 'rebuild', { imageRef: IMAGE })).status).toBe(400)
  expect((await scene.act(server, 'rescue', {})).status).toBe(409)
})

test('a detach from an offloaded server deletes a volume that was to go with the server', async () => {
  const { server, volume } = await holder({ delete_on_termination: true })
  await scene.act(server, 'shelve')
  await scene.serverIs(server, 'SHELVED_OFFLOADED')
  expect(await scene.volumeStatus(volume)).toBe('reserved')

  await scene.member.compute('DELETE', path(server, `/${volume}`), { version: '2.20' })

  await scene.volumeIs(volume, 404)
})

test('a server that is refused for its second volume leaves the first reserved', async () => {
  const { volume } = await holder()
  const first = await scene.volume()
  const disk = { source_type: 'volume', destination_type: 'volume', boot_index: -1 }
  const disks = [first, volume].map((uuid) => ({ ...disk, uuid }))

  const refused = await scene.member.compute('POST', '/servers', {
    version: '2.60',
    body: {
      server: {
        name: 'box',
        imageRef: IMAGE,
        flavorRef: '1',
        networks: 'none',
        block_device_mapping_v2: disks,
      },
    },
  })

  expect(refused.status).toBe(400)
  expect(await scene.volumeStatus(first)).toBe('reserved')
})

test.each([
  ['zed', 'reserved', 2],
  ['2024.1', 'available', 1],
])(
  'a hard reboot on %s leaves a volume %s that a client has reserved, and lists %i',
  async (release, left, listed) => {
    const other = await Scene.open({ release })
    const { server, volume } = await holder({}, other)
    const lost = await other.volume()
    await other.attached(server, lost)
    await other.forceVolume(lost, { status: 'available', attach_status: 'detached' })
    const reserved = await other.volume()
    const body = { attachment: { volume_uuid: reserved, instance_uuid: server } }
    await other.member.volume('POST', '/attachments', { body, version: '3.60' })

    await other.act(server, 'reboot', { type: 'HARD' })
    await other.serverIs(server, 'ACTIVE')

    const list = await other.member.compute('GET', path(server))
    expect(at(list.body, 'volumeAttachments')).toHaveLength(listed)
    expect((await attachmentsOf(server, volume, other)).ids).toHaveLength(1)
    expect(await other.volumeStatus(reserved)).toBe(left)
    await other.close()
  },
)
