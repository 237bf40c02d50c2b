import type { Target } from '../discover/target.ts'
import type { Persona } from '../openapi/contract.ts'
import type { RequestShare } from '../openstack/http/request-budget.ts'
import type { CaseId, PlannedCase } from '../plan/case.ts'

/** What Vitest's worker needs for performing the cases of a run. It has no credentials. */
export interface RunOrder {
  readonly run: string
  readonly journal: string
  /** The files of the documents that answers are judged by. */
  readonly documents: readonly string[]
  /** The cases to perform: those that planning has not settled. */
  readonly cases: readonly PlannedCase[]
  readonly target: Target
  readonly access: TargetAccess
  readonly deadlines: { readonly bootMs: number; readonly transitionMs: number }
  /** How many of each kind of resource may be used at a time. */
  readonly budget: Readonly<Record<string, number>>
  /** How many of each kind there may be, whatever happens; absent: no limit. */
  readonly limits: Readonly<Record<string, number>>
  /** How many resources the ledger of the run names already. */
  readonly ledgerCount: number
  /** The run ends when so many cases have failed; absent: when all have ended. */
  readonly failFast?: number
  /** The cases to begin with; absent: those of the usual order. */
  readonly first?: readonly CaseId[]
}

/** From where the worker reads the credentials for the target, and limits for its requests. */
export interface TargetAccess {
  /** The entry of the clouds file for each persona that has one. */
  readonly clouds: Readonly<Partial<Record<Persona, string>>>
  /** The clouds file of an embedded reference cloud; absent when the user's files are read. */
  readonly cloudsFile?: string
  readonly answerMs?: number
  readonly requestsPerSecond?: number
  /** Absent when there may be any number of requests. */
  readonly requests?: RequestShare
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Injected into `suites/conformance.run.ts`. */
    readonly order: RunOrder
  }
}
