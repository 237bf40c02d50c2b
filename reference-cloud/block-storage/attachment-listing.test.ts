import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { NOWHERE, Scene } from '../testing/scene.ts'

const idOf = (reply: { body: unknown }) => String(at(reply.body, 'attachment', 'id'))

describe('lists', () => {
  let lists: Scene
  const ids: string[] = []
  let volume: string
  const ask = (query: string, version = '3.60', who = lists.member) =>
    who.volume('GET', `/attachments${query}`, { version })
  const found = async (query: string, who = lists.member) => {
    const attachments = at((await ask(query, '3.60', who)).body, 'attachments')
    return Array.isArray(attachments)
      ? attachments.map((one) => ids.indexOf(String(at(one, 'id'))))
      : []
  }
  beforeAll(async () => {
    lists = await Scene.open()
    for (const _ of [0, 1, 2]) {
      volume = await lists.volume()
      const body = { attachment: { volume_uuid: volume, instance_uuid: NOWHERE } }
      ids.push(idOf(await lists.member.volume('POST', '/attachments', { body, version: '3.27' })))
    }
  })
  afterAll(() => lists.close())

  test.each([
    ['', [2, 1, 0]],
    ['?limit=2', [2, 1]],
    ['?limit=0', []],
    ['?limit=9999', [2, 1, 0]],
    ['?offset=1', [1, 0]],
    ['?offset=1&limit=1', [1]],
    ['?sort=created_at:asc', [0, 1, 2]],
    ['?sort_key=created_at&sort_dir=asc', [0, 1, 2]],
    ['?attach_status=reserved', [2, 1, 0]],
    ['?attach_status=attached', []],
    ['?status=reserved', []],
    [`?instance_id=${NOWHERE}`, [2, 1, 0]],
    ['?all_tenants=1', [2, 1, 0]],
  ])('%s gives %j', async (query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  test('by volume, after a marker, for administrators', async () => {
    expect(await found(`?volume_id=${volume}`)).toEqual([2])
    expect(await found(`?marker=${ids[2]}`)).toEqual([1, 0])
    expect(await found('', lists.stranger)).toEqual([])
    expect(await found('?foo=bar', lists.admin)).toEqual([])
    expect(await found(`?id=${ids[1]}`, lists.admin)).toEqual([1])
    expect(await found(`?id~=${ids[1]?.slice(4, 30)}`, lists.admin)).toEqual([1])
    expect(await found('?all_tenants=0', lists.admin)).toEqual([2, 1, 0])
  })

  test.each([
    '?limit=-1',
    '?limit=',
    '?limit=x',
    '?offset=-1',
    '?offset=2147483648',
    '?sort=name',
    '?sort=',
    '?sort=id:ASC',
    '?sort=id&sort_key=id',
    '?foo=bar',
    '?limit=1&limit=1',
    '?foo=%FF',
  ])('%s: 400', async (query) => {
    expect((await ask(query, '3.31')).status).toBe(400)
  })

  test('before 3.31 an unknown filter is dropped; an unknown marker: 404', async () => {
    expect((await ask('?foo=bar', '3.30')).status).toBe(200)
    expect((await ask('?marker=abc')).status).toBe(404)
  })

  test('details have all keys', async () => {
    const reply = await ask('/detail')
    const keys = [
      'attach_mode',
      'attached_at',
      'connection_info',
      'detached_at',
      'id',
      'instance',
      'status',
      'volume_id',
    ]
    expect(Object.keys(at(reply.body, 'attachments', 0) ?? {}).sort()).toEqual(keys)
    expect(Object.keys(reply.body ?? {})).toEqual(['attachments'])
  })
})
