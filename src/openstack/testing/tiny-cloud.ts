import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const PROJECT = 'abc123'
export const HOUR = 3_600_000

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A minimal cloud: Identity, two version documents, and the answers of `answer`. */
export class TinyCloud {
  readonly received: Received[] = []
  readonly #server: Server
  url = ''
  tokens = 0
  tokenLifeMs = HOUR
  /** The difference of Identity's clock from that of this machine, in ms. */
  skewMs = 0
  refusal: { status: number; body: string } | undefined
  catalog = (url: string): unknown => [
    service('compute', [['public', 'R1', `${url}/compute/v2.1`]]),
    service('volumev3', [['public', 'R1', `${url}/volume/v3/${PROJECT}`]]),
  ]
  answer = (_request: Received, response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json').end('{"servers": []}')
  }

  constructor() {
    this.#server = createServer((message, response) => {
      const chunks: Buffer[] = []
      message.on('data', (chunk: Buffer) => chunks.push(chunk))
      message.on('end', () => {
        const { method = '', url = '', headers } = message
        const request = { method, url, headers, body: Buffer.concat(chunks).toString() }
        this.received.push(request)
        this.#handle(request, response)
      })
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get lastBody(): unknown {
    return JSON.parse(this.received.findLast(({ body }) => body !== '')?.body ?? 'null')
  }

  #handle(request: Received, response: ServerResponse): void {
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const { url } = request
    const offer = { status: 'CURRENT' }
    if (url.endsWith('/auth/tokens')) this.#identity(request, response)
    else if (url === '/compute/' || url === '/compute/v2.1/') {
      const v21 = { ...offer, id: 'v2.1', min_version: '2.1', version: '2.93' }
      const v20 = { id: 'v2.0', status: 'SUPPORTED', min_version: '', version: '' }
      json(200, url === '/compute/' ? { versions: [v20, v21] } : { version: v21 })
    } else if (url === '/volume/' || url === '/volume/v3/') {
      const authorised = url === '/volume/' || request.headers['x-auth-token'] !== undefined
      const v30 = { ...offer, id: 'v3.0', min_version: '3.0', version: '3.70' }
      json(url === '/volume/' ? 300 : authorised ? 200 : 401, authorised ? { versions: [v30] } : {})
    } else this.answer(request, response)
  }

  #identity({ body }: Received, response: ServerResponse): void {
    if (this.refusal) {
      response.writeHead(this.refusal.status, { 'content-type': 'application/json' })
      response.end(this.refusal.body)
      return
    }
    this.tokens += 1
    const issued = Date.now() + this.skewMs
    response.writeHead(201, {
      'content-type': 'application/json',
      'x-subject-token': `token-${this.tokens}`,
    })
    const token = {
      methods: body === '' ? ['password'] : JSON.parse(body).auth.identity.methods,
      issued_at: new Date(issued).toISOString(),
      expires_at: new Date(issued + this.tokenLifeMs).toISOString(),
      user: { id: 'u1', name: 'ada', domain: { id: 'default', name: 'Default' } },
      project: { id: PROJECT, name: 'atlas' },
      roles: [{ id: 'r1', name: 'member' }],
      catalog: this.catalog(this.url),
    }
    response.end(JSON.stringify({ token }))
  }
}

export function service(type: string, endpoints: readonly (readonly [string, string, string])[]) {
  return {
    type,
    id: type,
    name: type,
    endpoints: endpoints.map(([interfaceName, region, url]) => ({
      id: url,
      interface: interfaceName,
      region,
      region_id: region,
      url,
    })),
  }
}
