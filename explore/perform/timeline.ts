import type { AnsweredCall } from '../model/call.ts'

/** A call that was performed. */
export interface PerformedCall {
  readonly lane: number
  /** Its place in the lane of the history. */
  readonly place: number
  readonly call: AnsweredCall
  /** The exchange with its answer. */
  readonly exchange: string
  /** When it was sent and answered, in ms since the history began. */
  readonly sentMs: number
  readonly answeredMs: number
}

/** One end of a call, in the order in which the client saw it. */
export interface CallEnd {
  readonly end: 'sent' | 'answered'
  /** The number of the call. */
  readonly call: number
}

/** The calls of a history, and the order of their ends. */
export interface Timeline {
  readonly calls: readonly PerformedCall[]
  readonly ends: readonly CallEnd[]
}
