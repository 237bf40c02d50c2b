import type { CaseVerdict, Reason } from '../judge/verdict.ts'
import type { Level, OperationId, Persona, RequirementId } from '../openapi/contract.ts'
import type { Microversion } from '../openapi/microversion.ts'

/** `compute.attach:409:volume-in-use@2.60`; without a version where none applies: `…@-`. */
export type CaseId = `${RequirementId}@${string}`

/** One scenario at one microversion: what a run counts. */
export interface PlannedCase {
  readonly id: CaseId
  readonly requirement: RequirementId
  readonly operation: OperationId
  readonly status: number
  readonly level: Level
  readonly persona: Persona
  /** Absent for a requirement that has no microversion in common with the target. */
  readonly microversion?: Microversion
  /** The scenario's title: a sentence. */
  readonly title: string
  /** Set when planning already knows that the case cannot run. */
  readonly settled?: { readonly verdict: CaseVerdict; readonly reason: Reason }
}
