import type { CaseId, CaseVerdict, Reason } from '../judge/verdict.ts'
import type { Level, OperationId, Persona, RequirementId } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'

export type { CaseId }

/** One scenario at one microversion: what a run counts. */
export interface PlannedCase {
  readonly id: CaseId
  readonly requirement: RequirementId
  readonly operation: OperationId
  readonly status: number
  readonly level: Level
  readonly persona: Persona
  /** Absent when none applies: the target offers none of the requirement's, or the service has none. */
  readonly microversion?: Microversion
  /** The scenario's title: a sentence. */
  readonly title: string
  /** The verdict that planning has given to a case that cannot run; absent for the others. */
  readonly settled?: { readonly verdict: CaseVerdict; readonly reason: Reason }
}
