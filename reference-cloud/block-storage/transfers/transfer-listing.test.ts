import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Client } from '../../testing/client.ts'
import { NOWHERE, Scene } from '../../testing/scene.ts'

let scene: Scene
let foreign: string
const own: string[] = []

beforeAll(async () => {
  scene = await Scene.open()
  for (const name of ['b', 'a', 'a']) own.push(await offer(scene.member, name))
  foreign = await offer(scene.stranger, 'a')
})
afterAll(() => scene.close())

async function offer(who: Client, name: string): Promise<string> {
  const body = { transfer: { volume_id: await scene.volume({}, who), name } }
  const made = await who.volume('POST', '/volume-transfers', { version: '3.60', body })
  return String(at(made.body, 'transfer', 'id'))
}

async function list(query: string, version = '3.60', who = scene.member) {
  const reply = await who.volume('GET', `/volume-transfers${query}`, { version })
  const found = at(reply.body, 'transfers')
  const ids = Array.isArray(found) ? found.map((one) => String(at(one, 'id'))) : []
  return { status: reply.status, next: at(reply.body, 'transfers_links', 0, 'href'), ids }
}

const oldestFirst = () => [...own]
const newestFirst = () => [...own].reverse()

describe('lists of transfers', () => {
  test('begin with the oldest before 3.59, and with the newest from then on', async () => {
    expect((await list('', '3.58')).ids).toEqual(oldestFirst())
    expect((await list('')).ids).toEqual(newestFirst())
    expect((await list('/detail')).ids).toEqual(newestFirst())
  })

  test('are of all projects for an administrator who says yes', async () => {
    const all = async (value: string, who = scene.admin) =>
      (await list(`?all_tenants=${value}`, '3.60', who)).ids.includes(foreign)
    expect(await all('1')).toBe(true)
    expect(await all('True')).toBe(true)
    expect(await all('0')).toBe(false)
    expect(await all('')).toBe(false)
    expect(await all('1', scene.member)).toBe(false)
    const named = `?all_tenants=1&project_id=${scene.stranger.projectId}`
    expect((await list(named, '3.60', scene.admin)).ids).toEqual([foreign])
  })

  test('take a role that may read', async () => {
    expect((await list('', '3.60', scene.reader)).status).toBe(200)
    expect((await list('', '3.60', scene.guest)).status).toBe(403)
  })

  test('are filtered by columns, and empty for what is none', async () => {
    expect((await list('?name=a')).ids).toEqual([own[2], own[1]])
    expect((await list('?name=a', '3.55')).ids).toEqual([own[1], own[2]])
    expect((await list(`?id=${own[0]}`)).ids).toEqual([own[0]])
    expect((await list('?colour=blue')).ids).toEqual([])
    expect((await list('?limit=1&limit=2')).ids).toEqual([])
  })

  test('have no pages before 3.59: what asks for them is a filter', async () => {
    expect(await list('?limit=2', '3.58')).toMatchObject({ status: 200, ids: [] })
    expect((await list('?sort=id', '3.58')).ids).toEqual([])
    expect((await list('?limit=-1', '3.58')).status).toBe(400)
  })

  test('are sorted by columns', async () => {
    expect((await list('?sort=created_at:asc')).ids).toEqual(oldestFirst())
    expect((await list('?sort_key=id&sort_dir=asc')).ids).toEqual([...own].sort())
    expect((await list('?sort=display_name:asc,created_at:desc')).ids).toEqual([
      own[2],
      own[1],
      own[0],
    ])
    expect((await list('?sort=display_name:asc')).ids).toEqual([own[1], own[2], own[0]])
    for (const query of ['sort=name', 'sort=', 'sort=id:up', 'sort=id&sort_key=id']) {
      expect((await list(`?${query}`)).status, query).toBe(400)
    }
  })

  test('are cut by limit and go on behind a marker', async () => {
    const cut = await list('?limit=2')
    expect(cut.ids).toEqual(newestFirst().slice(0, 2))
    expect(cut.next).toMatch(`/os-volume-transfer?limit=2&marker=${own[1]}`)
    const rest = await list(`?limit=2&marker=${own[1]}`)
    expect(rest).toMatchObject({ ids: [own[0]], next: undefined })
    expect((await list('?limit=0')).ids).toEqual([])
    for (const marker of [NOWHERE, foreign, '']) {
      expect((await list(`?marker=${marker}`)).status).toBe(404)
    }
  })

  test('leave out the offset twice', async () => {
    expect((await list('?offset=1')).ids).toEqual([own[0]])
    expect((await list('?offset=2')).ids).toEqual([])
    expect((await list('?offset=2147483648')).status).toBe(400)
  })
})
