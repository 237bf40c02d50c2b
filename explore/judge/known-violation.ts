import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { offersAtMost } from '../../fixtures/core/definitions/permission.ts'
import type { Finding } from '../../fixtures/core/trace/trace.ts'
import { contractOf } from '../../src/judge/contract-of.ts'
import { explainedBy } from '../../src/judge/explained-by.ts'

/**
 * The erratum by which an answer breaks its document on this target as on all of its release; undefined
 * where there is none. Only an erratum that says up to which microversion releases have the bug counts, on a
 * target that offers no later one.
 */
export function knownViolation(
  { contracts, target }: Pick<RunContext, 'contracts' | 'target'>,
  { exchange, violation }: Finding,
): string | undefined {
  if (violation.erratum !== undefined) return violation.erratum
  const service = contractOf(exchange, contracts)?.service
  const erratum = explainedBy(violation, exchange, contracts)
  const upTo = erratum?.explains?.upTo
  if (service === undefined || upTo === undefined) return undefined
  return offersAtMost(target, service, upTo) ? erratum?.id : undefined
}
