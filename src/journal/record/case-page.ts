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

/** The exchanges and waits of one case, or of what several cases share. */
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

/** An attempt at a case, as far as it got. */
export interface OpenAttempt {
  /** The part of a merged run, or the segment of a resumed run, to which it belongs. */
  readonly part?: number
  readonly startedAt?: string
  exchanges: number
  violations: number
  /** The first violation, in one line. */
  broken?: string
}

/** What is known of a planned case while a journal is read. */
export interface CasePage {
  readonly planned: PlannedCase
  /** The log of all attempts. */
  readonly log: WireLog
  /** The answers of the last attempt. */
  answers: readonly string[]
  /** The attempts before the last, none of which ended by itself. */
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
