import type { OperationId } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'

/** Names are in lower case; a header that was sent several times has a list. */
export type HeaderMap = Readonly<Record<string, string | string[]>>

export interface Request {
  readonly method: string
  /** Path and query, as sent. */
  readonly target: string
  readonly headers: HeaderMap
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly headers: HeaderMap
  readonly body: string
}

/** The owner of a request's token, as Identity named it in its answer. */
export interface Caller {
  readonly token: string
  readonly userId: string
  readonly projectId: string
  readonly roles: readonly string[]
  /** In ms since 1970. */
  readonly expiresAt: number
}

/** A request on its way to the cloud, and what is known about it. */
export interface Passing extends Request {
  /** The origin of the cloud that it is for: `https://compute.example.org`. */
  readonly origin: string
  /** The operation of the contracts that it calls, if any, and its path's parameters. */
  readonly operation?: OperationId
  readonly parameters: Readonly<Record<string, string>>
  /** The microversion of the answer; absent if it calls no operation. */
  readonly version?: Microversion
  /** Absent without a token, and for an unknown token. */
  readonly caller?: Caller
}

/** Sends the request to the cloud, or another one if that is given. */
export type Forward = (instead?: Partial<Request>) => Promise<Reply>

/** One header's value as a single text; undefined where there is none. */
export function headerOf(headers: HeaderMap, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'object' ? value.join(', ') : value
}

/** The JSON in a body; undefined if it is no JSON. */
export function jsonOf({ body }: { readonly body: string }): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
