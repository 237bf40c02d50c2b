import type { RequirementId } from '../openapi/contract.ts'
import type { Shortfall } from './shortfall.ts'

/** A requirement at a microversion. */
export type CaseId = `${RequirementId}@${string}`

/** The verdicts of a case, in the order in which reports list them. */
export const CASE_VERDICTS = [
  'passed',
  'failed',
  'error',
  'not-tested',
  'not-applicable',
  'waived',
] as const
export type CaseVerdict = (typeof CASE_VERDICTS)[number]

export type RunVerdict = 'conformant' | 'non-conformant' | 'inconclusive'

/** Why a case was not passed. Stable: gates accept them by name (`--accept-not-tested`). */
export type ReasonCode =
  // failed
  | 'contract-violation' // a response breaks the contract
  | 'wrong-status' // the answer is documented, but not the one promised here
  | 'wrong-content' // the answer has the right form and the wrong values
  | 'wrong-state' // the state that the services report afterwards is not the promised one
  | 'promise-not-kept' // an operation that arranged something or put it back did not do what it said
  // error
  | 'setup-failed' // the prerequisites of the scenario could not be created
  | 'transport' // no answer: connection, TLS, time-out
  | 'unavailable' // a gateway answered 502, 503 or 504 in place of the service
  | 'rate-limited' // 429, or 413 with Retry-After, for longer than Attest waits
  | 'token-lost' // the token was refused and could not be renewed
  | 'malformed-request' // the suite sent a request that breaks the contract, by mistake
  | 'suite-defect' // an exception in the suite itself
  // not-tested
  | 'missing-persona'
  | 'missing-feature'
  | 'persona-not-restricted' // the cloud's policies allow the persona what a requirement expects to be refused
  | 'state-not-reachable'
  | 'no-scenario'
  | 'blocked' // an earlier case has met the cause, and this one would only meet it again
  | 'over-budget' // needs more servers, volumes or requests than limits or quotas allow
  | 'fail-fast' // as many cases had failed as the user wanted to see
  | 'out-of-time' // the time limit of the run was reached
  | 'interrupted'
  | 'setup-impossible' // the first of what all cases need could not be made, and the run was ended
  | 'service-gone' // a service of the target stopped answering, and the run was ended
  // not-applicable
  | 'microversion-not-offered'
  | 'feature-absent' // declared absent by the target's owner
  | 'other-conforming-behaviour' // the contract allows several behaviours, and the target showed another one
  // waived
  | 'waiver'

export interface Reason {
  readonly code: ReasonCode
  readonly message: string
  /** Of a promise that is broken; absent in journals of earlier versions. */
  readonly shortfall?: Shortfall
  /** The case that has met the cause before; absent in journals of earlier versions. */
  readonly blockedBy?: string
}
