import type { CaseVerdict, Reason } from '../../judge/verdict.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { AnswerLists } from './answer-lists.ts'
import type { Disturbances } from './disturbances.ts'
import { type Chain, emptyChain } from './kept-events.ts'

/** How a case ended. */
export interface CaseEnd {
  readonly verdict: CaseVerdict
  readonly reason?: Reason
  readonly durationMs: number
  readonly requests: number
}

/** What happened on the wire in one case, or in what several share. */
export interface WireLog {
  readonly exchanges: Chain
  readonly waits: Chain
  waitMs: number
  disturbed: (keyof Disturbances)[] | undefined
}

export const newLog = (): WireLog => ({
  exchanges: emptyChain(),
  waits: emptyChain(),
  waitMs: 0,
  disturbed: undefined,
})

/** An attempt at a case, as far as it has come. */
export interface OpenAttempt {
  /** Which part of a merged run, or which segment of a run that was resumed. */
  readonly part?: number
  readonly startedAt?: string
  exchanges: number
  violations: number
  /** The first violation, in a line. */
  broken?: string
}

/** What is known of a planned case while a journal is read. */
export interface CasePage {
  readonly planned: PlannedCase
  /** That of all attempts. */
  readonly log: WireLog
  /** Those of the last attempt. */
  answers: readonly string[]
  /** Attempts before the last, none of which ended by itself. */
  readonly earlier: OpenAttempt[]
  attempt: OpenAttempt
  end: CaseEnd | undefined
}

export const newPage = (planned: PlannedCase): CasePage => ({
  planned,
  log: newLog(),
  answers: AnswerLists.EMPTY,
  earlier: [],
  attempt: { exchanges: 0, violations: 0 },
  end: undefined,
})
