import { randomBytes } from 'node:crypto'
import type { OperationId, Persona } from '../../openapi/contract.ts'
import type { Microversion } from '../../openapi/microversion.ts'
import type { Body, Exchange, ExchangeResponse, Headers, ServiceKind } from '../exchange.ts'
import { learnSecrets } from '../secrets/learn-secrets.ts'
import { redactExchange } from '../secrets/redact.ts'
import { type TransportError, toTransportError } from '../transport-error.ts'
import type { HttpClient } from './http-client.ts'
import type { Traffic } from './traffic.ts'

export interface WireRequest {
  readonly service: ServiceKind
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly json?: unknown
  readonly rawBody?: string
  readonly operation?: OperationId
  readonly microversion?: Microversion
  readonly signal?: AbortSignal
  /** The id of the disturbed exchange that this request repeats. */
  readonly repeats?: string
}

export interface WireOutcome {
  /** The exchange without secrets, the only form that the rest of the program gets. */
  readonly exchange: Exchange
  /** The answer with its secrets, for reading a token from it; absent when there is none. */
  readonly answer?: ExchangeResponse
  /** Set when there is no response. */
  readonly problem?: TransportError
}

/** Sends the requests of one persona, and records every one of them. */
export class Wire {
  readonly #http: HttpClient
  readonly #persona: Persona
  readonly #onExchange: (exchange: Exchange) => void
  readonly #traffic: Traffic
  /** Cancels every request that has no signal of its own. */
  readonly signal: AbortSignal | undefined

  constructor(
    http: HttpClient,
    persona: Persona,
    onExchange: (exchange: Exchange) => void,
    traffic: Traffic,
    signal?: AbortSignal,
  ) {
    this.#http = http
    this.#persona = persona
    this.#onExchange = onExchange
    this.#traffic = traffic
    this.signal = signal
  }

  /** Sends the request once. It never throws because of the cloud or the network. */
  async send(request: WireRequest): Promise<WireOutcome> {
    const { json, rawBody, method, url, headers, service, signal = this.signal } = request
    const body = json === undefined ? rawBody : JSON.stringify(json)
    let at = new Date().toISOString()
    let started = performance.now()
    let response: ExchangeResponse | undefined
    let problem: TransportError | undefined
    try {
      await this.#traffic.turn(service, signal)
      at = new Date().toISOString()
      started = performance.now()
      response = await this.#http.send({
        method,
        url,
        headers,
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      })
    } catch (error) {
      problem = toTransportError(error)
    }
    const durationMs = Math.round((performance.now() - started) * 10) / 10
    const exchange = this.#record({
      ...this.#envelope(request, at, durationMs),
      ...(response && { response }),
      ...(problem && { failure: problem.message, problem: problem.problem }),
    })
    this.#traffic.learn(exchange)
    return { exchange, ...(response && { answer: response }), ...(problem && { problem }) }
  }

  /** Records a request that could not be sent because there is no token. */
  withoutToken(request: WireRequest, failure: string): Exchange {
    const envelope = this.#envelope(request, new Date().toISOString(), 0)
    return this.#record({ ...envelope, failure, problem: 'token-lost' })
  }

  #envelope(request: WireRequest, at: string, durationMs: number): Omit<Exchange, 'response'> {
    const { service, method, url, headers, json, rawBody, operation, microversion, repeats } =
      request
    return {
      id: nextId(),
      at,
      durationMs,
      service,
      ...(operation !== undefined && { operation }),
      persona: this.#persona,
      ...(microversion !== undefined && { microversion }),
      ...(repeats !== undefined && { repeats }),
      request: { method, url, headers, body: bodyOf(json, rawBody) },
    }
  }

  #record(exchange: Exchange): Exchange {
    learnSecrets(exchange)
    const redacted = redactExchange(exchange)
    this.#onExchange(redacted)
    return redacted
  }
}

const ORIGIN = randomBytes(6).toString('hex')
let count = 0

/** An id that no other thread, process or run uses. */
function nextId(): string {
  count += 1
  return `${ORIGIN}${count.toString(16).padStart(6, '0')}`
}

function bodyOf(json: unknown, rawBody: string | undefined): Body {
  if (json !== undefined) return { kind: 'json', value: json }
  return rawBody === undefined || rawBody === ''
    ? { kind: 'empty' }
    : { kind: 'text', text: rawBody }
}
