import type { ExplorationOrder } from '../../src/journal/events/history-events.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'

/** A call of a history, as reports show it. */
export interface ShownCall {
  /** From 0. */
  readonly lane: number
  /** In words, such as `attach volume 0 to server 0 at 2.60`. */
  readonly words: string
  readonly status: number
  /** In ms since the history began. */
  readonly sentMs: number
  readonly answeredMs: number
  /** Id of the exchange with its answer. */
  readonly exchange: string
}

export type ShownVerdict =
  | { readonly code: 'consistent' }
  | { readonly code: 'undecided'; readonly message: string }
  | {
      readonly code: 'broken'
      readonly rule: string
      readonly message: string
      /** The number of the call that shows it; absent when it was seen at rest. */
      readonly call?: number
    }

/** A history that was performed. */
export interface ShownHistory {
  /** Such as `history 17`. */
  readonly group: string
  /** When it was judged: ISO 8601. */
  readonly at: string
  readonly lanes: number
  readonly calls: readonly ShownCall[]
  /** How often the resources were looked at after the calls. */
  readonly looks: number
  readonly verdict: ShownVerdict
  /** It was performed to find something, and not to make smaller what was found. */
  readonly isGenerated: boolean
}

/** How calls of an operation were answered in a state of the model. */
export interface ReachedState {
  readonly operation: string
  readonly state: string
  readonly status: number
  /** How many calls met this state, whatever the order of the others. */
  readonly surely: number
  /** How many may have met it or another one. */
  readonly perhaps: number
}

/** Why an exploration ended before its time. */
export type ShownCut =
  | { readonly code: 'interrupted' }
  | { readonly code: 'lost'; readonly message: string }
  /** Its journal ends before it did. */
  | { readonly code: 'killed' }

/** The smallest history that breaks a rule. */
export interface Found {
  readonly history: ShownHistory
  readonly broken: number
  /** It broke the rule in `broken` of so many repetitions. */
  readonly of: number
  /** Why it was not made as small, and repeated as often, as it should be. */
  readonly cutShort?: ShownCut
}

export interface KnownErratum {
  readonly erratum: string
  readonly histories: number
}

/** All that the reports of an exploration are made from. */
export interface ExplorationReport {
  readonly record: RunRecord
  readonly order: ExplorationOrder
  /** How many histories were performed to find something, with their calls. */
  readonly counts: {
    readonly histories: number
    readonly calls: number
    readonly undecided: number
  }
  readonly found?: Found
  /** Absent: it has ended by itself. */
  readonly cutShort?: ShownCut
  /** Errata by which histories broke the documents, or the model, as on all of the release, and in how many. */
  readonly known: readonly KnownErratum[]
  /** In their order. */
  readonly histories: readonly ShownHistory[]
  readonly coverage: readonly ReachedState[]
  /** The digest in which the journal ends. */
  readonly head: string
}
