import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Finding } from '../../fixtures/core/trace/trace.ts'
import { offeredMicroversions } from '../../src/discover/offered-microversions.ts'
import { explainedBy } from '../../src/judge/explained-by.ts'
import type { Service } from '../../src/openapi/contract.ts'
import { compareMicroversions } from '../../src/openapi/microversion.ts'

/**
 * The erratum by which an answer breaks its document on this target as on all of its release; undefined
 * where there is none. A target whose newest microversion is later comes of a release without the bug.
 */
export function knownViolation(
  { contracts, target }: Pick<RunContext, 'contracts' | 'target'>,
  { exchange, violation }: Finding,
): string | undefined {
  if (violation.erratum !== undefined) return violation.erratum
  const erratum = explainedBy(violation, exchange, contracts)
  const upTo = erratum?.explains?.upTo
  if (erratum === undefined || upTo === undefined) return erratum?.id
  const offered = offeredMicroversions(target.identity, exchange.service as Service)
  return offered !== undefined && compareMicroversions(offered.max, upTo) <= 0
    ? erratum.id
    : undefined
}
