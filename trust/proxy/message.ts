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

/** Whose token a request has, as Identity said when it gave it out. */
export interface Caller {
  readonly token: string
  readonly userId: string
  readonly projectId: string
  readonly roles: readonly string[]
}

/** A request on its way to the cloud, with what is known of it. */
export interface Passing extends Request {
  /** Where the cloud itself would have got it: `https://compute.example.org`. */
  readonly origin: string
  /** The operation of the contracts that it calls, if any, and its path's parameters. */
  readonly operation?: OperationId
  readonly parameters: Readonly<Record<string, string>>
  /** The microversion at which it is to be answered; absent for a call of no operation. */
  readonly version?: Microversion
  /** Absent without a token, and for one that Identity has not given out. */
  readonly caller?: Caller
}

/** Asks the cloud; for something else where that is given. */
export type Forward = (instead?: Partial<Request>) => Promise<Reply>

/** One header's value as a single text; undefined where there is none. */
export function headerOf(headers: HeaderMap, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'object' ? value.join(', ') : value
}

/** The JSON that a body holds; undefined where it holds none. */
export function jsonOf({ body }: { readonly body: string }): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
