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
  | 'wrong-state' // what the services say afterwards is not what was promised
  // error
  | 'setup-failed' // what the scenario stands on could not be arranged
  | 'transport' // no answer: connection, TLS, time-out
  | 'unavailable' // a gateway answered 502, 503 or 504 in place of the service
  | 'rate-limited' // 429, or 413 with Retry-After, for longer than there is patience
  | 'token-lost' // the token was refused, and no other could be had
  | 'malformed-request' // the suite sent what it did not mean to send
  | 'suite-defect' // an exception in the suite itself
  // not-tested
  | 'missing-persona'
  | 'missing-feature'
  | 'persona-not-restricted' // the cloud's policies grant the persona what it should be refused
  | 'state-not-reachable'
  | 'no-scenario'
  | 'over-budget' // needs more servers or volumes than limits or quotas allow
  | 'out-of-time' // the time that the run may take was over
  | 'interrupted'
  // not-applicable
  | 'microversion-not-offered'
  | 'feature-absent' // declared absent by the target's owner
  | 'other-conforming-behaviour' // the contract allows several; the target showed another one
  // waived
  | 'waiver'

export interface Reason {
  readonly code: ReasonCode
  readonly message: string
}
