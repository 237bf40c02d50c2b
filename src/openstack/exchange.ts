import type { OperationId, Persona, Service } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'
import type { BodyLayout } from './body/body-layout.ts'
import type { TransportProblem } from './transport-error.ts'

/** What a message carried, after the one parse step. */
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
  /** How the text that came is made of the body; absent when it is in none of the known layouts. */
  readonly layout?: BodyLayout
}

/** The service that was called: one that `specs/` describes, or Identity. */
export type ServiceKind = Service | 'identity'

/** One HTTP request and its response. */
export interface Exchange {
  /** Unique within a run. */
  readonly id: string
  /** ISO 8601 with milliseconds, when the request left. */
  readonly at: string
  readonly durationMs: number
  readonly service: ServiceKind
  /** The operation of the contract that this is a call of; absent for all other calls. */
  readonly operation?: OperationId
  readonly persona: Persona
  /** The microversion that the request asked for; absent when it named none. */
  readonly microversion?: Microversion
  readonly request: ExchangeRequest
  /** Absent when the transport failed. */
  readonly response?: ExchangeResponse
  /** Why there is no response: a short text without secrets. */
  readonly failure?: string
  /** The same in a word. */
  readonly problem?: TransportProblem
  /** The exchange of this id was disturbed, and this is the same request once more. */
  readonly repeats?: string
}
