import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { redactExchange } from '../secrets/redact.ts'
import { HttpClient } from './http-client.ts'

const MIB = 1024 * 1024
const DEPTH = 100_000

const servers: Server[] = []
const clients: HttpClient[] = []
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function get(url: string, answerMs = 5_000) {
  const client = new HttpClient({ verify: true }, { answerMs })
  clients.push(client)
  return client.send({ method: 'GET', url: `${url}/`, headers: { 'x-auth-token': 'mine' } })
}

describe('an answer', () => {
  test('of 100 MB is given up after a few, with bounded memory', async () => {
    let sent = 0
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = Buffer.alloc(MIB, ' ')
      const more = (): void => {
        while (sent < 100) {
          sent += 1
          if (!response.write(chunk)) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    })
    const before = process.memoryUsage().rss

    await expect(get(url)).rejects.toMatchObject({ problem: 'too-large' })

    await sleep(50)
    expect(sent).toBeLessThan(30)
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * MIB)
  })

  test.each([
    ['arrays', '['.repeat(DEPTH) + ']'.repeat(DEPTH)],
    ['objects', `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`],
  ])('of %s 100 000 deep is told of, and read no further', async (_what, text) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    })

    await expect(get(url)).rejects.toMatchObject({ problem: 'too-deep' })
  })

  test('that is as deep, and not said to be JSON, is a text that can be redacted', async () => {
    const text = '['.repeat(DEPTH) + ']'.repeat(DEPTH)
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(text)
    })
    const response = await get(url)

    expect(redactExchange(exchangeWith({ response })).response?.body).toEqual({
      kind: 'text',
      text,
    })
  })

  test('with a driver’s object as a text that is as deep can be redacted', () => {
    const connector = `{"a":`.repeat(DEPTH)
    const body = { kind: 'json', value: { attachment: { connector } } } as const
    const response = { status: 200, headers: {}, body }

    expect(JSON.stringify(redactExchange(exchangeWith({ response })))).not.toContain('{\\"a')
  })

  test('with very many secrets can be redacted, and none of them remains', () => {
    const secrets = Array.from({ length: 20_000 }, (_, index) => `chap-secret-${index}`)
    const body = {
      kind: 'json',
      value: { connection_info: { secrets }, note: secrets[7] },
    } as const
    const response = { status: 200, headers: {}, body }
    const started = performance.now()

    const redacted = JSON.stringify(redactExchange(exchangeWith({ response })))

    expect(redacted).not.toContain('chap-secret')
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('with keys such as __proto__ changes nothing but itself', async () => {
    const text = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}'
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    })
    const response = await get(url)
    const redacted = redactExchange(exchangeWith({ response }))

    expect(JSON.stringify(redacted.response?.body)).toContain('"__proto__":{"polluted":true}')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('that leads to another origin is not followed, and gets no token there', async () => {
    const elsewhere: unknown[] = []
    const trap = await serve((request, response) => {
      elsewhere.push(request.headers)
      response.end()
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await serve((_request, response) => {
        response.writeHead(status, { location: `${trap}/steal` }).end()
      })
      expect(await get(url)).toMatchObject({ status })
    }
    expect(elsewhere).toEqual([])
  })

  test('that trickles is given up when it takes too long as a whole', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(timer))
    })
    const started = performance.now()

    await expect(get(url, 400)).rejects.toMatchObject({ problem: 'answer-timeout' })
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

function exchangeWith({ response }: Pick<Exchange, 'response'>): Exchange {
  return {
    id: 'x',
    at: new Date().toISOString(),
    durationMs: 1,
    service: 'compute',
    persona: 'member',
    request: { method: 'GET', url: 'http://x/', headers: {}, body: { kind: 'empty' } },
    ...(response && { response }),
  }
}
