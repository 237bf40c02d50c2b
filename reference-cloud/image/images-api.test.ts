import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, type Client } from '../testing/client.ts'
import { IMAGE, NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open({ quotas: { imageTags: 2 } })
})
afterAll(() => scene.close())

const PATCH = { 'content-type': 'application/openstack-images-v2.1-json-patch' }

async function listed(query: string, who: Client = scene.member): Promise<unknown[]> {
  const { body } = await who.image('GET', `/images?${query}`)
  const images = at(body, 'images')
  return Array.isArray(images) ? images.map((image) => at(image, 'id')) : []
}

describe('an image of a project', () => {
  it('is queued, as it has no data, and shows what it was created with', async () => {
    const body = { name: 'dog', tags: ['a', 'a', 'b'], visibility: 'private', breed: 'pug' }
    const made = await scene.member.image('POST', '/images', { body })
    expect(made.status).toBe(201)
    const id = String(at(made.body, 'id'))
    expect(made.headers.get('location')).toMatch(new RegExp(`/image/v2/images/${id}$`))
    const shown = await scene.reader.image('GET', `/images/${id}`)
    expect(shown.body).toEqual(made.body)
    expect(shown.body).toMatchObject({ ...body, tags: ['a', 'b'], status: 'queued', size: null })
    expect(shown.body).toMatchObject({ owner: scene.member.projectId })
  })

  it.each([
    ['{', 400],
    ['[]', 400],
    ['{"name": 3}', 400],
    ['{"tags": "a"}', 400],
    [JSON.stringify({ tags: ['x'.repeat(256)] }), 400],
    ['{"protected": "yes"}', 400],
    [`{"id": "${IMAGE}"}`, 409],
    ['{"status": "active"}', 403],
    ['{"visibility": "public"}', 403],
    ['{"tags": ["a", "b", "c"]}', 413],
  ])('is not made of %s: %i', async (raw, status) => {
    const before = await listed('')
    expect((await scene.member.image('POST', '/images', { raw })).status).toBe(status)
    expect(await listed('')).toEqual(before)
  })

  it('is not made by a user who only reads, nor without a body', async () => {
    const asked = { body: { name: 'cat' } }
    expect((await scene.reader.image('POST', '/images', asked)).status).toBe(403)
    expect((await scene.member.image('POST', '/images')).status).toBe(400)
  })

  it('is changed field by field', async () => {
    const id = await scene.image({ colour: 'red' })
    const changes = [
      { op: 'replace', path: '/tags', value: ['x'] },
      { op: 'replace', path: '/name', value: 'cat' },
      { op: 'add', path: '/size_of_cat', value: 'big' },
      { op: 'remove', path: '/colour' },
    ]
    const asked = { body: changes, headers: PATCH }
    const changed = await scene.member.image('PATCH', `/images/${id}`, asked)
    expect(changed.body).toMatchObject({ tags: ['x'], name: 'cat', size_of_cat: 'big' })
    expect(changed.body).not.toHaveProperty('colour')
  })

  it.each([
    [[{ op: 'replace', path: '/tags', value: ['a', 'b', 'c'] }], PATCH, 413],
    [[{ op: 'move', path: '/tags' }], PATCH, 400],
    [[{ op: 'replace', path: '/tags/0', value: 'a' }], PATCH, 400],
    [['replace'], PATCH, 400],
    [{}, PATCH, 400],
    [[], { 'content-type': 'application/json' }, 415],
  ])('is not changed by %j', async (body, headers, status) => {
    const id = await scene.image()
    const asked = { body, headers }
    expect((await scene.member.image('PATCH', `/images/${id}`, asked)).status).toBe(status)
  })

  it('is deleted unless it is protected', async () => {
    const id = await scene.image({ protected: true })
    const item = `/images/${id}`
    expect((await scene.member.image('DELETE', item)).status).toBe(403)
    const body = [{ op: 'replace', path: '/protected', value: false }]
    await scene.member.image('PATCH', item, { body, headers: PATCH })
    expect((await scene.member.image('DELETE', item)).status).toBe(204)
    expect((await scene.member.image('GET', item)).status).toBe(404)
  })

  it('is no image that a server boots or a volume is made of', async () => {
    const id = await scene.image()
    const server = { name: 'box', imageRef: id, flavorRef: '1', networks: 'none' }
    const asked = { body: { server }, version: '2.60' }
    expect((await scene.member.compute('POST', '/servers', asked)).status).toBe(400)
  })
})

describe('a list of images', () => {
  it('has what the caller sees, the newest first', async () => {
    const own = await scene.image({ visibility: 'private' })
    const community = await scene.image({ visibility: 'community' })
    expect((await listed('')).slice(0, 2)).toEqual([community, own])
    expect(await listed('', scene.stranger)).toEqual([IMAGE])
    expect(await listed('visibility=community', scene.stranger)).toContain(community)
    expect(await listed('', scene.admin)).toContain(own)
    expect((await scene.guest.image('GET', '/images')).status).toBe(403)
  })

  it('is cut to images with all of the tags, of a name and of a status', async () => {
    const both = await scene.image({ name: 'both', tags: ['t1', 't2'] })
    const one = await scene.image({ name: 'one', tags: ['t1'] })
    expect(await listed('tag=t1')).toEqual([one, both])
    expect(await listed('tag=t1&tag=t2')).toEqual([both])
    expect(await listed('name=one')).toEqual([one])
    expect(await listed('status=active')).toEqual([IMAGE])
  })

  it('comes in pages', async () => {
    const ids = [await scene.image(), await scene.image(), await scene.image()].reverse()
    const first = await scene.member.image('GET', '/images?limit=2')
    expect(at(first.body, 'next')).toBe(`/v2/images?limit=2&marker=${ids[1]}`)
    expect((await listed(`limit=2&marker=${ids[1]}`))[0]).toBe(ids[2])
    expect(at((await scene.member.image('GET', '/images?limit=200')).body, 'next')).toBeUndefined()
    for (const query of [`marker=${NOWHERE}`, 'limit=x']) {
      expect((await scene.member.image('GET', `/images?${query}`)).status).toBe(400)
    }
  })
})
