import type { Contract, Erratum, Operation, Requirement } from '../../src/openapi/contract.ts'
import { reachableNodes } from '../../src/openapi/document-node.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { pointer } from '../../src/openapi/json-pointer.ts'
import { ErratumReference } from '../../src/openapi/reading/extensions.ts'

/**
 * The errata that help to understand a requirement: those of its operation to which its answer or a
 * part of it refers, those that explain an answer of this status, and those that the requirement
 * names.
 */
export function errataBehind(
  contract: Contract,
  { id }: Operation,
  { status, errata }: Requirement,
): readonly Erratum[] {
  const at = findOperation(contract, id).pointer + pointer('responses', status)
  const referred = new Set<string>()
  for (const { value } of reachableNodes(contract.document, at)) {
    const ids = ErratumReference.safeParse(value['x-erratum'])
    if (ids.success) for (const erratum of ids.data) referred.add(erratum)
  }
  return contract.errata.filter(
    (erratum) =>
      erratum.operations.includes(id) &&
      (referred.has(erratum.id) ||
        erratum.explains?.status === status ||
        errata.includes(erratum.id)),
  )
}
