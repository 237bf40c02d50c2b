import type { Target } from '../discover/target.ts'
import type { Persona } from '../openapi/contract.ts'
import type { PlannedCase } from '../plan/case.ts'

/**
 * Cases that may have begun, most of which wait for their turn: so many that only a plan of all
 * microversions has more. Each takes some 10 KB while it waits.
 */
export const CASES_AT_A_TIME = 4000

/** What the worker of Vitest is to perform, and on what. Credentials are not in it. */
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
}

/** Where the credentials for the target are read once more, and how it is treated. */
export interface TargetAccess {
  /** The entry of the clouds file for each persona that has one. */
  readonly clouds: Readonly<Partial<Record<Persona, string>>>
  /** Set when all entries are in one file that only this run knows of. */
  readonly cloudsFile?: string
  readonly answerMs?: number
  readonly requestsPerSecond?: number
}

declare module 'vitest' {
  interface ProvidedContext {
    /** What `suites/conformance.run.ts` asks for. */
    readonly order: RunOrder
  }
}
