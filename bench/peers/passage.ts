import type { OperationId } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'

/** A request of a tool to a service other than Identity, and its answer. */
export interface Passage {
  readonly method: string
  /** The path as it was sent, without the query. */
  readonly path: string
  /** The documented operation that was called, if any, and the microversion of the answer. */
  readonly operation?: OperationId
  readonly version?: Microversion
  readonly status: number
  /** The request ids in the answer, which tools log. */
  readonly requestIds: readonly string[]
}
