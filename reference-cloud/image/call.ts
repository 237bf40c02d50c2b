import type { Answer, Incoming } from '../http/exchange.ts'
import type { Parameters } from '../http/routes.ts'
import type { Caller } from '../identity/caller.ts'

/** A request of a caller who is known, to a path that there is. */
export interface Call {
  readonly caller: Caller
  readonly parameters: Parameters
  readonly incoming: Incoming
}

export type Operation = (call: Call) => Answer
