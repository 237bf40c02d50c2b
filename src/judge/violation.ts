/** What is wrong with a response. Stable: reports and waivers refer to it. */
export type ViolationCode =
  | 'undocumented-status'
  | 'undocumented-property'
  | 'missing-property'
  | 'schema'
  | 'missing-body'
  | 'unexpected-body'
  | 'not-json'
  | 'content-type'
  | 'missing-header'
  | 'wrong-header'
  | 'contradicts-request'
  | 'contradicts-answer'
  | 'not-distinct'
  | 'implausible-time'

/** One difference between a response and the contract, its request, or what was answered before. */
export interface Violation {
  readonly code: ViolationCode
  /** JSON pointer into the response body, or `header <name>`, or `status`. */
  readonly at: string
  /** JSON pointer of the rule in the contract's document. */
  readonly rule: string
  readonly expected: string
  readonly got: string
  /** Id of an erratum that permits this answer to some targets; the case decides whether to this one. */
  readonly erratum?: string
}
