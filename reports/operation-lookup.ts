import type { Operation, OperationId, Requirement, RequirementId } from '../src/openapi/contract.ts'

/**
 * Finds an operation of the contract; undefined for one that this version of Attest does not know.
 */
export type OperationLookup = (id: OperationId) => Operation | undefined

/** Finds the promise that a case tests. */
export function requirementOf(
  lookup: OperationLookup,
  operation: OperationId,
  requirement: RequirementId,
): Requirement | undefined {
  return lookup(operation)?.requirements.find(({ id }) => id === requirement)
}
