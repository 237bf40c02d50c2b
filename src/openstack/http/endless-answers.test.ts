import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { HttpClient } from './http-client.ts'

const servers: Server[] = []
const clients: HttpClient[] = []
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  for (const server of servers.splice(0)) server.close()
})

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`

/** What a server sends once, and what it repeats forever: an idle time-out never ends such an answer. */
const ENDLESS = {
  'early hints': ['', 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'],
  'that it is being processed': ['', 'HTTP/1.1 102 Processing\r\n\r\n'],
  'a status line': ['HTTP/1.1 200 ', 'O'],
  headers: [HEAD, 'x-more: 1\r\n'],
  'a body without a length': [`${HEAD}\r\n`, ' '],
  'a body with a length': [`${HEAD}content-length: 100000\r\n\r\n`, ' '],
  chunks: [CHUNKED, '1\r\n \r\n'],
  'the size of a chunk': [CHUNKED, '0'],
  'an extension of a chunk': [`${CHUNKED}1;`, 'a'],
  trailers: [`${CHUNKED}1\r\n \r\n0\r\n`, 'x-more: 1\r\n'],
  nothing: ['', ''],
} as const

describe('A request has one deadline, from when it is sent to the last byte of its answer', () => {
  test.each(Object.entries(ENDLESS))('where it is answered %s for ever', async (_what, parts) => {
    const url = await serve(
      ([first, then]) =>
        (socket) =>
          sendForEver(socket, first, then),
      parts,
    )
    const started = performance.now()

    await expect(get(url, 300)).rejects.toMatchObject({
      // Too many headers exceed their size limit first.
      problem: expect.stringMatching(/^(answer-timeout|too-large|not-http)$/),
    })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('and is answered well when the answer comes after hints, within it', async () => {
    const url = await serve(
      () => (socket) =>
        socket.once('data', () => {
          for (let hint = 0; hint < 5; hint += 1) socket.write(ENDLESS['early hints'][1])
          setTimeout(() => socket.end(`${HEAD}content-length: 2\r\n\r\n{}`), 100)
        }),
      undefined,
    )

    expect(await get(url, 300)).toMatchObject({ status: 200, body: { kind: 'json', value: {} } })
  })
})

async function serve<T>(
  handler: (parts: T) => (socket: Socket) => void,
  parts: T,
): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    handler(parts)(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return `http://127.0.0.1:${address.port}`
}

function sendForEver(socket: Socket, first: string, then: string): void {
  socket.write(first)
  const timer = setInterval(() => socket.write(then), 20)
  socket.on('close', () => clearInterval(timer))
}

function get(url: string, answerMs: number) {
  const client = new HttpClient({ verify: true }, { answerMs })
  clients.push(client)
  return client.send({ method: 'GET', url: `${url}/`, headers: {} })
}
