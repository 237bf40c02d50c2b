import type { Contract, Erratum, Operation, Requirement } from '../../src/openapi/contract.ts'
import { reachableNodes } from '../../src/openapi/document-node.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { type JsonPointer, pointer } from '../../src/openapi/json-pointer.ts'
import { ErratumReference } from '../../src/openapi/reading/extensions.ts'

/** By place of an answer: each of the many requirements of an answer asks for the same. */
const referredIn = new WeakMap<Contract, Map<JsonPointer, ReadonlySet<string>>>()

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
  const referred = referredAt(contract, at)
  return contract.errata.filter(
    (erratum) =>
      erratum.operations.includes(id) &&
      (referred.has(erratum.id) ||
        erratum.explains?.status === status ||
        errata.includes(erratum.id)),
  )
}

/** The errata to which the document refers at this place or below. */
function referredAt(contract: Contract, at: JsonPointer): ReadonlySet<string> {
  const known = referredIn.get(contract) ?? new Map<JsonPointer, ReadonlySet<string>>()
  referredIn.set(contract, known)
  const before = known.get(at)
  if (before !== undefined) return before
  const referred = new Set<string>()
  for (const { value } of reachableNodes(contract.document, at)) {
    const ids = ErratumReference.safeParse(value['x-erratum'])
    if (ids.success) for (const erratum of ids.data) referred.add(erratum)
  }
  known.set(at, referred)
  return referred
}
