import type { Contracts, Requirement } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'

/** A promise of an API document, for other tools. Its id never changes its meaning. */
export interface RequirementFacts {
  readonly id: string
  /** The id of the document, as in `attest spec list`. */
  readonly document: string
  readonly operation: string
  /** The documented status code that it is about. */
  readonly status: number
  readonly level: 'MUST' | 'SHOULD'
  /** The condition under which the status is answered, in Attest's words. */
  readonly when: string
  /** Where it holds; null for a service without microversions. */
  readonly microversions: { readonly min: string; readonly max: string } | null
  /** The persona that sends the request. */
  readonly persona: string
  /** What a cloud must have for it to be tested. */
  readonly needs: readonly string[]
  /** The place in the document. */
  readonly source: Requirement['source']
  readonly errata: readonly string[]
}

/** All promises of the documents, in their order; by default of those that come with Attest. */
export function requirements(
  contracts: Contracts = packagedContracts(),
): readonly RequirementFacts[] {
  return [...contracts.values()].flatMap(({ id: document, range: versions, operations }) =>
    operations
      .flatMap((operation) => operation.requirements)
      .map(({ id, operation, status, level, when, range, persona, needs, source, errata }) => ({
        ...{ id, document, operation, status, level, when },
        microversions: versions === undefined ? null : { ...versions, ...range },
        ...{ persona, needs, source, errata },
      })),
  )
}
