import type { Answer, Incoming } from '../http/exchange.ts'
import type { Parameters } from '../http/routes.ts'
import type { Caller } from '../identity/caller.ts'

/** An authenticated request to a known path. */
export interface Call {
  readonly caller: Caller
  readonly parameters: Parameters
  readonly incoming: Incoming
}

export type Operation = (call: Call) => Answer
