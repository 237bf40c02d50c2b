import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { Agent, type Dispatcher } from 'undici'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { TlsSettings } from '../../src/openstack/cloud-config/tls.ts'
import type { Tamper } from '../fault.ts'
import { Callers } from './callers.ts'
import { type Forward, type HeaderMap, jsonOf, type Reply, type Request } from './message.ts'
import { Origins, originOf } from './origins.ts'
import { recognise } from './recognise.ts'

/** Headers that belong to one connection, or that depend on the length of the body. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'host',
  'content-length',
])

/**
 * A proxy between a suite and a cloud with any number of services. It has a local origin for
 * each origin of the cloud, and replaces the cloud's origins in all answers (the catalog, version
 * documents, links). It can tamper with requests and answers.
 */
export class FaultProxy {
  readonly callers = new Callers()
  /** How often the tampering has had an effect. */
  met = 0
  readonly #contracts: Contracts
  #tamper: Tamper | undefined
  readonly #agent: Agent
  readonly #origins = new Origins()
  readonly #servers: Server[] = []
  readonly #listening = new Map<string, Promise<void>>()

  /** Without `tamper`, everything is passed on as it is; `tls` is how to speak to the cloud. */
  constructor(contracts: Contracts, tamper?: Tamper, tls?: TlsSettings) {
    this.#contracts = contracts
    this.#tamper = tamper
    this.#agent = new Agent({
      allowH2: false,
      keepAliveTimeout: 2_000,
      connect: {
        ...(tls && { rejectUnauthorized: tls.verify }),
        ...(tls?.ca !== undefined && { ca: tls.ca }),
        ...(tls?.cert && { cert: tls.cert.reveal() }),
        ...(tls?.key && { key: tls.key.reveal() }),
      },
    })
  }

  /** The URL by which to reach, through the proxy, what the cloud has at `url`. */
  async through(url: string): Promise<string> {
    const upstream = originOf(url)
    if (upstream === undefined) throw new TypeError(`${url} is no URL of a cloud`)
    const listening = this.#listening.get(upstream) ?? this.#listenFor(upstream)
    this.#listening.set(upstream, listening)
    await listening
    return this.#origins.localised(url)
  }

  /** From now on, everything is passed on as it is. */
  calmDown(): void {
    this.#tamper = undefined
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.close()
      server.closeAllConnections()
    }
    await this.#agent.destroy()
  }

  async #listenFor(upstream: string): Promise<void> {
    const server = createServer((incoming, outgoing) => {
      void (async () => {
        const reply = await this.#answer(upstream, await requestOf(incoming))
        const headers = Object.entries(reply.headers).map(([name, value]) => [
          name,
          localised(value),
        ])
        outgoing.writeHead(reply.status, Object.fromEntries(headers))
        outgoing.end(this.#origins.localised(reply.body))
      })().catch(() => incoming.socket.destroy())
    })
    const localised = (value: string | string[]): string | string[] =>
      typeof value === 'string'
        ? this.#origins.localised(value)
        : value.map((one) => this.#origins.localised(one))
    server.keepAliveTimeout = 30_000
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    this.#servers.push(server)
    const address = server.address()
    if (address === null || typeof address === 'string')
      throw new TypeError('the proxy has no port')
    this.#origins.add(upstream, `http://127.0.0.1:${address.port}`)
  }

  async #answer(upstream: string, request: Request): Promise<Reply> {
    const forward: Forward = (instead) => this.#ask(upstream, { ...request, ...instead })
    if (this.#tamper === undefined) return await forward()
    const known = recognise(request, this.#contracts, this.callers)
    const passing = { ...known, origin: upstream }
    const meet = (): void => {
      this.met += 1
    }
    return await this.#tamper(passing, { forward, meet, callers: this.callers })
  }

  async #ask(upstream: string, { method, target, headers, body }: Request): Promise<Reply> {
    const answer = await this.#agent.request({
      origin: upstream,
      path: target,
      method: method as Dispatcher.HttpMethod,
      headers: { ...kept(headers) },
      ...(body !== '' && { body }),
    })
    const reply = {
      status: answer.statusCode,
      headers: kept(answer.headers),
      body: await answer.body.text(),
    }
    this.callers.learn({ method, target, headers, body }, reply)
    await this.#meetCatalog(reply)
    return reply
  }

  /** A catalog may name services at origins that were not called yet. */
  async #meetCatalog(reply: Reply): Promise<void> {
    if (!reply.body.includes('"catalog"')) return
    for (const url of urlsIn(jsonOf(reply))) await this.through(url)
  }
}

function urlsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return originOf(value) === undefined ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(urlsIn) : []
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: kept(incoming.headers),
    body: await text(incoming),
  }
}

function kept(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (header): header is [string, string | string[]] =>
        header[1] !== undefined && !OF_THE_CONNECTION.has(header[0]),
    ),
  )
}
