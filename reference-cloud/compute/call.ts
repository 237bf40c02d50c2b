import type { Answer, Incoming } from '../http/exchange.ts'
import type { Parameters } from '../http/routes.ts'
import type { Caller } from '../identity/caller.ts'
import { atLeast, type Version } from '../microversion.ts'

/** A request that has passed everything that does not depend on the operation. */
export interface Call {
  readonly caller: Caller
  readonly version: Version
  readonly parameters: Parameters
  /** Undefined when there is none; read for POST and PUT only. */
  readonly body: unknown
  readonly incoming: Incoming
}

export interface Operation {
  readonly since?: string
  readonly handle: (call: Call) => Answer
}

export function since(call: Call, version: string): boolean {
  return atLeast(call.version, version)
}
