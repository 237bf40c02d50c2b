import { TLSSocket } from 'node:tls'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { layoutOf } from '../body/body-layout.ts'
import { isTooDeep } from '../body/json-depth.ts'
import type { TlsSettings } from '../cloud-config/tls.ts'
import type { Body, ExchangeResponse, Headers } from '../exchange.ts'
import { TransportError, toTransportError } from '../transport-error.ts'
import { AnswerCollector } from './answer-collector.ts'
import { decodedBody } from './content-coding.ts'
import { OriginLog } from './origin-log.ts'
import { checkOf, peerCertificate } from './peer-certificate.ts'

/** Limits of one request; times in ms, sizes in bytes. */
export interface HttpLimits {
  /** Until the connection is established, including TLS. */
  readonly connectMs: number
  /** From the sent request to the answer's headers, and between two parts of its body. */
  readonly answerMs: number
  readonly bodyBytes: number
  /** The most connections to one origin; further requests wait for a free one. */
  readonly connections: number
}

export const DEFAULT_LIMITS: HttpLimits = {
  connectMs: 3_000,
  answerMs: 60_000,
  bodyBytes: 8 * 1024 * 1024,
  // More connections than the services of a small cloud accept would fill their listen queues, and
  // further ones would fail as if the service could not be reached.
  connections: 16,
}

export interface HttpRequest {
  readonly method: string
  /** Sent as it is, neither encoded nor normalised. */
  readonly url: string
  readonly headers: Headers
  readonly body?: string
  readonly signal?: AbortSignal
}

/** The limit for a whole answer, with informational responses, is this many times `answerMs`. */
const WHOLE_ANSWER = 2

/** Less than the idle time-outs of servers, so that a connection is rarely closed while a request is sent. */
const IDLE_MS = 2_000

/** Sends single requests over persistent connections. It follows no redirects and repeats nothing. */
export class HttpClient {
  readonly #agent: Agent
  readonly #limits: HttpLimits

  /** Notes the origins of its connections in `origins`. */
  constructor(
    tls: TlsSettings,
    limits: Partial<HttpLimits> = {},
    origins: OriginLog = new OriginLog(),
  ) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
    this.#agent = new Agent({
      allowH2: false,
      pipelining: 1,
      connections: this.#limits.connections,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      headersTimeout: this.#limits.answerMs,
      bodyTimeout: this.#limits.answerMs,
      connect: connectorFor(tls, this.#limits, origins),
    })
  }

  /** Returns the answer, whatever its status is. Throws {@link TransportError} when there is none. */
  async send(request: HttpRequest): Promise<ExchangeResponse> {
    try {
      request.signal?.throwIfAborted()
      const { origin, target } = splitUrl(request.url)
      const { answerMs, bodyBytes } = this.#limits
      const limits = { bodyBytes, wholeMs: WHOLE_ANSWER * answerMs }
      const collector = new AnswerCollector(limits, request.signal)
      const call = {
        origin,
        path: target,
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers,
        ...(request.body !== undefined && { body: request.body }),
      }
      this.#agent.dispatch(call, collector)
      const { status, headers, bytes } = await collector.answer
      const decoded = await decodedBody(bytes, headers['content-encoding'], bodyBytes)
      const text = decoded.toString('utf8')
      const body = parseBody(text, headers['content-type'])
      const layout = layoutOf(body, text)
      return { status, headers, body, ...(layout && { layout }) }
    } catch (cause) {
      throw toTransportError(cause)
    }
  }

  /** Cancels all pending requests and closes all connections. */
  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

/** A connector that notes the origin and its certificate before anything is sent there. */
function connectorFor(
  tls: TlsSettings,
  { connectMs }: HttpLimits,
  origins: OriginLog,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    // A resumed TLS session has no certificate to note.
    maxCachedSessions: 0,
    rejectUnauthorized: tls.verify,
    ...(tls.ca !== undefined && { ca: tls.ca }),
    ...(tls.cert && { cert: tls.cert.reveal() }),
    ...(tls.key && { key: tls.key.reveal() }),
  })
  const check = checkOf(tls)
  return (options, callback) => {
    const { origin } = new URL(`${options.protocol}//${options.host}`)
    connect(options, (...outcome) => {
      const [error, socket] = outcome
      if (error === null) {
        const certificate = socket instanceof TLSSocket ? peerCertificate(socket, check) : undefined
        origins.see({ origin, ...(certificate && { certificate }) })
      }
      callback(...outcome)
    })
  }
}

/** Parses JSON when the content type says that it is JSON; what cannot be parsed is kept as text. */
function parseBody(text: string, contentType: string | undefined): Body {
  if (text === '') return { kind: 'empty' }
  if (!/^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    return { kind: 'text', text }
  }
  if (isTooDeep(text)) throw new TransportError('too-deep')
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return { kind: 'text', text }
  }
}

function splitUrl(url: string): { readonly origin: string; readonly target: string } {
  const match = /^(https?:\/\/[^/?#]+)([^#]*)$/i.exec(url)
  if (match === null) throw new TransportError('bad-request')
  const [, origin = '', rest = ''] = match
  return { origin, target: rest.startsWith('/') ? rest : `/${rest}` }
}
