import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { StepError } from '../tasks/step-error.ts'
import { REGION } from '../values-of.ts'
import { askEachApi } from './ask-each-api.ts'

const TYPES = ['placement', 'image', 'volumev3', 'compute']
let server: Server | undefined

afterEach(() => server?.close())

/** Starts all APIs in one server, and returns its URL and the requests that arrive. */
async function apis(statusOf: (path: string, before: number) => number) {
  const asked: string[] = []
  let origin = ''
  const endpoint = (region_id: string, path: string) => ({
    interface: 'public',
    region_id,
    url: `${origin}${path}`,
  })
  const catalog = () =>
    TYPES.map((type) => ({
      type,
      // A catalog lists regions in any order.
      endpoints: [
        endpoint('Elsewhere', '/elsewhere'),
        endpoint(REGION, `/${type}`),
        endpoint('Nowhere', '/nowhere'),
      ],
    }))
  const started = createServer((request, response) => {
    const path = request.url ?? ''
    request.resume()
    response.setHeader('content-type', 'application/json')
    if (path === '/auth/tokens') {
      response.setHeader('x-subject-token', 'token')
      response.end(JSON.stringify({ token: { catalog: catalog() } }))
      return
    }
    response.writeHead(statusOf(path, asked.filter((each) => each === path).length)).end('{}')
    asked.push(path)
  })
  server = started
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve)
  })
  const address = started.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { origin, asked }
}

test('every API of this region is asked more often than it has threads', async () => {
  const { origin, asked } = await apis(() => 200)

  await askEachApi(origin, 'secret')

  const counted = new Map(asked.map((path) => [path, asked.filter((each) => each === path).length]))
  expect(Object.fromEntries(counted)).toEqual({
    '/users': 16,
    '/placement/resource_providers': 16,
    '/image/v2/images': 16,
    '/volumev3/volumes/detail': 16,
    '/compute/servers/detail': 16,
  })
})

test('an API that answers most requests, but not all, is not up', async () => {
  const { origin } = await apis((path, before) =>
    path.startsWith('/compute') && before === 5 ? 500 : 200,
  )

  const asked = askEachApi(origin, 'secret')

  await expect(asked).rejects.toThrow(StepError)
  await expect(asked).rejects.toThrow(/compute\/servers\/detail answered 500/)
})
