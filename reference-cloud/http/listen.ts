import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import type { Answer, Incoming } from './exchange.ts'
import { readQuery } from './query.ts'

export type Service = (incoming: Incoming) => Answer | Promise<Answer>

export interface Listener {
  readonly url: string
  close(): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** Called when the port is known and before the first request. */
  readonly services: (url: string) => Readonly<Record<string, Service>>
}

/** Far above the limits of services, so that they refuse a large body themselves. */
const TRANSPORT_BODY_LIMIT = 16 * 1024 * 1024

function splitService(path: string): [name: string, rest: string] {
  const end = path.indexOf('/', 1)
  return end === -1 ? [path.slice(1), ''] : [path.slice(1, end), path.slice(end)]
}

function notHere(): Answer {
  return {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    body: 'no service here\n',
  }
}

/** Serves several APIs on one port, each below its own first path segment. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const server = fastify({
    bodyLimit: TRANSPORT_BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { querystringParser: () => ({}) },
  })
  // A body may come with any method, and services look at its size before anything else.
  server.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  const contentTypes = new WeakMap<object, string | undefined>()
  let services: Readonly<Record<string, Service>> = {}

  // Each service checks the content type itself, at its own step.
  server.addHook('onRequest', async (request) => {
    contentTypes.set(request.raw, request.raw.headers['content-type'])
    if (request.raw.headers['content-type'] !== undefined) {
      request.raw.headers['content-type'] = 'application/octet-stream'
    }
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  server.all('*', async (request, reply) => {
    const [path = '', ...query] = (request.raw.url ?? '').split('?')
    const [name, rest] = splitService(path)
    const contentType = contentTypes.get(request.raw)
    const headers = { ...request.raw.headers }
    delete headers['content-type']
    const incoming: Incoming = {
      method: request.method,
      path: rest,
      query: readQuery(query.join('?')),
      headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      requestId: `req-${randomUUID()}`,
    }
    const service = services[name]
    const answer = service ? await service(incoming) : notHere()
    // Written by hand because the services send a length and a type with 204 as well.
    reply.hijack()
    reply.raw.writeHead(answer.status, {
      ...answer.headers,
      'Content-Length': Buffer.byteLength(answer.body),
    })
    reply.raw.end(request.method === 'HEAD' ? undefined : answer.body)
  })

  const address = await server.listen({ host: options.host, port: options.port })
  services = options.services(address)
  return { url: address, close: () => server.close() }
}
