import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, type Client } from '../testing/client.ts'
import { NOWHERE, Scene } from '../testing/scene.ts'

let scene: Scene
let older: Scene
beforeAll(async () => {
  scene = await Scene.open({ quotas: { imageTags: 3 } })
  older = await Scene.open({ release: 'zed' })
})
afterAll(() => Promise.all([scene.close(), older.close()]))

const path = (image: string, tag: string) => `/images/${image}/tags/${encodeURIComponent(tag)}`
const add = (image: string, tag: string, who: Client = scene.member) =>
  who.image('PUT', path(image, tag))
const remove = (image: string, tag: string, who: Client = scene.member) =>
  who.image('DELETE', path(image, tag))

async function tagsOf(image: string): Promise<unknown> {
  return at((await scene.member.image('GET', `/images/${image}`)).body, 'tags')
}

describe('a tag', () => {
  it('is added beside others, and deleted again', async () => {
    const image = await scene.image({ tags: ['first'] })

    const added = await add(image, 'second')
    expect(added).toMatchObject({ status: 204, text: '' })
    expect(added.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    expect(added.headers.get('x-openstack-request-id')).toMatch(/^req-/)
    expect(await tagsOf(image)).toEqual(['first', 'second'])

    expect((await remove(image, 'first')).status).toBe(204)
    expect(await tagsOf(image)).toEqual(['second'])
    expect((await remove(image, 'first')).status).toBe(404)
  })

  it('is there once, however often it is added, also when there is no room for more', async () => {
    const image = await scene.image({ tags: ['a', 'b', 'c'] })

    expect((await add(image, 'b')).status).toBe(204)
    expect(await tagsOf(image)).toEqual(['a', 'b', 'c'])
    const refused = await add(image, 'd')
    expect(refused.status).toBe(413)
    expect(refused.body).toMatchObject({ code: '413 Request Entity Too Large' })
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(await tagsOf(image)).toEqual(['a', 'b', 'c'])
  })

  it.each([['two words'], ['100%'], ['a+b?c=d&e#f;g'], ['x'.repeat(255)], ['%41'], ['Grüße']])(
    'may be %j',
    async (tag) => {
      const image = await scene.image()

      expect((await add(image, tag)).status).toBe(204)
      expect(await tagsOf(image)).toEqual([tag])
      expect((await remove(image, tag)).status).toBe(204)
      expect(await tagsOf(image)).toEqual([])
    },
  )

  it('has no more than 255 characters, whatever the image', async () => {
    expect((await add(NOWHERE, 'x'.repeat(256))).status).toBe(400)
    const image = await scene.image()
    expect((await remove(image, 'x'.repeat(256))).status).toBe(404)
  })

  it('is not for a request with a body', async () => {
    const image = await scene.image({ tags: ['old'] })
    const body = {}
    expect((await scene.member.image('PUT', path(image, 'new'), { body })).status).toBe(400)
    expect((await scene.member.image('DELETE', path(image, 'old'), { body })).status).toBe(400)
    expect(await tagsOf(image)).toEqual(['old'])
  })

  it.each([['a%2Fb'], [''], ['a/']])('is not found in a path that ends with %j', async (end) => {
    const image = await scene.image()
    expect((await scene.member.image('PUT', `/images/${image}/tags/${end}`)).status).toBe(404)
  })

  it('is neither shown nor sent by other methods', async () => {
    const image = await scene.image()
    for (const method of ['GET', 'POST', 'PATCH']) {
      const refused = await scene.member.image(method, path(image, 'a'))
      expect(refused.status).toBe(405)
      expect(refused.headers.get('allow')).toBe('PUT, DELETE')
    }
  })
})

describe('who may change the tags of an image', () => {
  it('is nobody for an image that there is not, or not any more', async () => {
    const image = await scene.image({ tags: ['a'] })
    await scene.member.image('DELETE', `/images/${image}`)
    for (const id of [NOWHERE, 'somewhere', image]) {
      expect((await add(id, 'b')).status).toBe(404)
      expect((await remove(id, 'a')).status).toBe(404)
    }
  })

  it.each([
    ['private', 404],
    ['shared', 404],
    ['community', 403],
  ])('is not another project, for an image that is %s: %i', async (visibility, status) => {
    const image = await scene.image({ visibility, tags: ['a'] })
    expect((await add(image, 'b', scene.stranger)).status).toBe(status)
    expect((await remove(image, 'a', scene.stranger)).status).toBe(status)
    expect(await tagsOf(image)).toEqual(['a'])
  })

  it('is an administrator, for each image', async () => {
    const image = await scene.image({ visibility: 'private' }, scene.stranger)
    expect((await add(image, 'a', scene.admin)).status).toBe(204)
    expect((await remove(image, 'a', scene.admin)).status).toBe(204)
  })

  it('is not a user who only reads, nor one without any right', async () => {
    const image = await scene.image({ tags: ['a'] })
    expect((await add(image, 'b', scene.reader)).status).toBe(403)
    expect((await remove(image, 'a', scene.reader)).status).toBe(403)
    expect((await add(image, 'b', scene.guest)).status).toBe(404)
    expect((await remove(image, 'a', scene.guest)).status).toBe(404)
  })

  it('is any role of the project up to Zed', async () => {
    const image = await older.image()
    for (const who of [older.reader, older.guest]) {
      expect((await add(image, 'a', who)).status).toBe(204)
      expect((await remove(image, 'a', who)).status).toBe(204)
    }
  })

  it('is nobody without a token, which is looked for first', async () => {
    const refused = await add('somewhere', 'x'.repeat(256), scene.nobody)
    expect(refused).toMatchObject({ status: 401, body: { code: '401 Unauthorized' } })
    expect(refused.headers.get('www-authenticate')).toMatch(/^Keystone uri=/)
    expect(refused.headers.get('x-openstack-request-id')).toBeNull()
  })
})

describe('a refusal', () => {
  it.each([
    ['application/json', 'application/json', '{"message":"Image '],
    ['*/*', 'text/html; charset=UTF-8', '<html>'],
    ['text/plain', 'text/plain; charset=UTF-8', '404 Not Found\n'],
  ])('has the form that the client accepts: %s', async (accept, type, begin) => {
    const asked = { headers: { accept } }
    const refused = await scene.member.image('PUT', path(NOWHERE, 'a'), asked)
    expect(refused.headers.get('content-type')).toBe(type)
    expect(refused.text.startsWith(begin)).toBe(true)
  })

  it('does not let its page run what a client sent', async () => {
    const asked = { headers: { accept: 'text/html' } }
    const refused = await scene.member.image('PUT', path('<b>', 'a'), asked)
    expect(refused.text).toContain('Image &lt;b&gt; not found.')
  })
})
