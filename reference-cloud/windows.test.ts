import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { at } from './testing/client.ts'
import { NOWHERE, Scene } from './testing/scene.ts'

/** All windows are of 210 ms. */
const WINDOWS = { windowMs: 300 }
const SHARE = 0.7
/** How often to look, in ms. */
const LOOK_MS = 5

let scene: Scene
beforeAll(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(SHARE)
  scene = await Scene.open({ release: 'zed', ...WINDOWS })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await scene.close()
})

const path = (server: string, volume?: string) =>
  `/servers/${server}/os-volume_attachments${volume === undefined ? '' : `/${volume}`}`

/** What both services say of volumes and the server, in one line. */
async function said(server: string, ...volumes: readonly string[]): Promise<string> {
  const shown = await scene.member.compute('GET', `/servers/${server}`)
  const listed = await scene.member.compute('GET', path(server))
  const ids = JSON.stringify(listed.body)
  const states = []
  for (const volume of volumes) {
    states.push(`${await scene.volumeStatus(volume)}${ids.includes(volume) ? ' and listed' : ''}`)
  }
  return [at(shown.body, 'server', 'status') ?? shown.status, ...states].join(', ')
}

/** What is seen on the way to this end, each once. */
async function onTheWayTo(end: string, look: () => Promise<string>): Promise<string[]> {
  const seen: string[] = []
  await scene.until(end, async () => {
    const now = await look()
    if (seen.at(-1) !== now) seen.push(now)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    return now === end
  })
  return seen
}

test.concurrent('an attachment is attached before its volume is in use', async () => {
  const volume = await scene.volume()
  await scene.member.compute('POST', path(await scene.server()), {
    body: { volumeAttachment: { volumeId: volume } },
  })

  const seen = await onTheWayTo('attached, in-use', async () => {
    const listed = await scene.member.volume('GET', `/attachments?volume_id=${volume}`, {
      version: '3.27',
    })
    return `${at(listed.body, 'attachments', 0, 'status')}, ${await scene.volumeStatus(volume)}`
  })

  expect(seen).toContain('attached, attaching')
})

test.concurrent('a detached volume is available before Compute forgets it', async () => {
  const [server, volume] = [await scene.server(), await scene.volume()]
  await scene.attached(server, volume)
  await scene.member.compute('DELETE', path(server, volume))

  const seen = await onTheWayTo('ACTIVE, available', () => said(server, volume))

  expect(seen).toContain('ACTIVE, available and listed')
})

test.concurrent('Compute shows a swap after Block Storage', async () => {
  const server = await scene.server()
  const [from, to] = [await scene.volume(), await scene.volume()]
  await scene.attached(server, from)
  await scene.admin.compute('PUT', path(server, from), {
    body: { volumeAttachment: { volumeId: to } },
  })

  const seen = await onTheWayTo('ACTIVE, available, in-use and listed', () =>
    said(server, from, to),
  )

  expect(seen).toContain('ACTIVE, available and listed, in-use')
})

test.concurrent('volumes are moved before a server is in its new state', async () => {
  const [server, volume] = [await scene.server(), await scene.volume()]
  await scene.attached(server, volume)
  await scene.act(server, 'shelve')
  await scene.serverIs(server, 'SHELVED')
  await scene.act(server, 'shelveOffload', null, scene.admin)

  const offloaded = await onTheWayTo('SHELVED_OFFLOADED, reserved and listed', () =>
    said(server, volume),
  )
  await scene.act(server, 'unshelve')
  const unshelved = await onTheWayTo('ACTIVE, in-use and listed', () => said(server, volume))

  expect(offloaded).toContain('SHELVED, reserved and listed')
  expect(unshelved).toContain('SHELVED_OFFLOADED, in-use and listed')
})

test.concurrent('a resize is confirmed without a task', async () => {
  const server = await scene.server()
  await scene.act(server, 'resize', { flavorRef: '2' })
  await scene.serverIs(server, 'VERIFY_RESIZE')
  await scene.act(server, 'confirmResize')

  const { body } = await scene.member.compute('GET', `/servers/${server}`)

  expect(at(body, 'server', 'status')).toBe('VERIFY_RESIZE')
  expect(at(body, 'server', 'OS-EXT-STS:task_state')).toBeNull()
  await scene.serverIs(server, 'ACTIVE')
})

test.concurrent('a deleted server is shown after its volumes are free', async () => {
  const [server, volume] = [await scene.server(), await scene.volume()]
  await scene.attached(server, volume)
  await scene.member.compute('DELETE', `/servers/${server}`)

  const seen = await onTheWayTo('404, available', () => said(server, volume))

  expect(seen).toContain('ACTIVE, available and listed')
  expect(seen).toContain('DELETED, available and listed')
})

test('quotas count a deleted volume for a moment', async () => {
  const used = async () => {
    const { body } = await scene.member.volume('GET', '/limits')
    return Number(at(body, 'limits', 'absolute', 'totalVolumesUsed'))
  }
  const volume = await scene.volume()
  const before = await used()
  await scene.member.volume('DELETE', `/volumes/${volume}`)

  const seen = await onTheWayTo(`404, ${before - 1}`, async () => {
    return `${await scene.volumeStatus(volume)}, ${await used()}`
  })

  expect(seen).toContain(`404, ${before}`)
})

test.concurrent('from 2.101, Compute may list a volume until Block Storage has refused it', async () => {
  const newest = await Scene.open(WINDOWS)
  const [other, volume] = [await newest.server(), await newest.volume()]
  const attachment = { volume_uuid: volume, instance_uuid: NOWHERE }
  await newest.member.volume('POST', '/attachments', { version: '3.27', body: { attachment } })
  const list = `/servers/${other}/os-volume_attachments`
  const body = { volumeAttachment: { volumeId: volume } }
  await newest.member.compute('POST', list, { version: '2.101', body })

  const lists = async () => {
    const { body } = await newest.member.compute('GET', list)
    return JSON.stringify(body).includes(volume)
  }
  await newest.until('it is listed', lists)
  await newest.until('it is not listed any more', async () => !(await lists()))
  expect(await newest.volumeStatus(volume)).toBe('reserved')
  await newest.close()
})
