import type { OperationId, Voice } from '../../src/openapi/contract.ts'
import { canonicalJson } from '../../src/openapi/json.ts'
import type { MicroversionRange } from '../../src/openapi/microversion.ts'

/** Where upstream says it. */
export interface Place {
  readonly file: string
  readonly line?: number
}

/** What contract and upstream do not say alike, at one microversion. */
export interface Observation {
  /** Absent when it is about the document as a whole. */
  readonly operation?: OperationId
  readonly in: Voice
  /** `status.409`, `query.limit`, `request.volumeAttachment.tag`, `version.2.101`, `sample.FILE`. */
  readonly at: string
  /** `presence`, `type`, `required`, `nullable`, or a keyword of JSON Schema. */
  readonly differs: string
  /** What the contract says; null for nothing. */
  readonly ours: unknown
  /** What upstream says; null for nothing. */
  readonly theirs: unknown
  readonly place: Place
}

/** The same over a range of microversions without a gap. */
export interface Difference extends Observation {
  /** First and last microversion; absent for a service without microversions, and what is not about any. */
  readonly range?: Required<MicroversionRange>
}

/** Equal for observations that say the same, wherever upstream has it. */
export function keyOf({ operation, in: voice, at, differs, ours, theirs }: Observation): string {
  return canonicalJson([operation ?? '', voice, at, differs, ours, theirs])
}
