import type { Answer, Incoming } from '../http/exchange.ts'
import type { Parameters } from '../http/routes.ts'
import type { Caller } from '../identity/caller.ts'
import { atLeast, type Version } from '../microversion.ts'

/** A request that has passed everything that does not depend on the operation. */
export interface Call {
  readonly caller: Caller
  readonly version: Version
  readonly parameters: Parameters
  /** Undefined without a body, and for a body whose content type is not JSON. */
  readonly body: unknown
  readonly incoming: Incoming
  /** The part of the URL that came between the version and the resource, with its slash. */
  readonly urlProject: string
}

export interface Operation {
  /** First microversion that has it. */
  readonly since?: string
  readonly handle: (call: Call) => Answer
}

export function since(call: Call, version: string): boolean {
  return atLeast(call.version, version)
}
