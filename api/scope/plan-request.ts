import type { CaseId } from '../../src/plan/case.ts'
import type { Names } from '../known-options.ts'

/** Which promises of the tested documents a plan is made of: all of them, unless something is named. */
export interface PlanRequest {
  /** Globs of the ids of requirements, such as `*:409:*`. */
  readonly requirement?: readonly string[]
  /** Ids of operations, such as `compute.attach`. */
  readonly operation?: readonly string[]
  /** Statuses, such as `409` or `4xx`. */
  readonly status?: readonly string[]
  /** `MUST`, `SHOULD`. */
  readonly level?: readonly string[]
  /** Personas. */
  readonly as?: readonly string[]
  /** One case of each operation, status and microversion. */
  readonly quick?: boolean
  /** Only these cases. */
  readonly onlyCases?: ReadonlySet<CaseId>
  /** The profile of a certificate, in the place of the other selections. */
  readonly profile?: string
  /** `2/4`: the second of four parts. */
  readonly shard?: string
}

/** The fields of a request. */
export const PLAN_REQUEST: Names<PlanRequest> = {
  ...{ requirement: true, operation: true, status: true, level: true, as: true },
  ...{ quick: true, onlyCases: true, profile: true, shard: true },
}
