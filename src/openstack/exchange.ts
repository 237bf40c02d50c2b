import type { OperationId, Persona, Service } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'
import type { BodyLayout } from './body/body-layout.ts'
import type { TransportProblem } from './transport-error.ts'

/** The parsed body of a request or response. */
export type Body =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }

/** Header names are in lower case; a header sent several times is joined by `, `. */
export type Headers = Readonly<Record<string, string>>

export interface ExchangeRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Body
}

export interface ExchangeResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
  /** The layout from which the received text can be reproduced; absent when it is none of the known ones. */
  readonly layout?: BodyLayout
}

/** The service that was called: one that `specs/` describes, or Identity. */
export type ServiceKind = Service | 'identity'

/** One HTTP request and its response. */
export interface Exchange {
  /** Unique within a run. */
  readonly id: string
  /** When the request was sent: ISO 8601 with milliseconds. */
  readonly at: string
  readonly durationMs: number
  readonly service: ServiceKind
  /** The operation of the contract that was called; absent for other calls. */
  readonly operation?: OperationId
  readonly persona: Persona
  /** The microversion that the request asked for; absent when it named none. */
  readonly microversion?: Microversion
  readonly request: ExchangeRequest
  /** Absent when no complete answer came. */
  readonly response?: ExchangeResponse
  /** Why there is no response: a short text without secrets. */
  readonly failure?: string
  /** The code of the failure. */
  readonly problem?: TransportProblem
  /** The id of the disturbed exchange that this one repeats. */
  readonly repeats?: string
}
