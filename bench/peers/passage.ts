import type { OperationId } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'

/** A request of a tool to a service other than Identity, and what came of it. */
export interface Passage {
  readonly method: string
  /** As sent, without the query. */
  readonly path: string
  /** The documented operation that was called, if any, and the microversion of the answer. */
  readonly operation?: OperationId
  readonly version?: Microversion
  readonly status: number
  /** What the answer calls the request: tools log it. */
  readonly requestIds: readonly string[]
}
