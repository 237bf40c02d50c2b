import type { Operation, OperationId, Requirement, RequirementId } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { operationLookup } from '../src/openapi/operation-lookup.ts'

/**
 * Finds an operation of the contract; undefined for one that this version of Attest does not know.
 */
export type OperationLookup = (id: OperationId) => Operation | undefined

const packaged = lazily(() => operationLookup(packagedContracts()))

/** Finds operations in all documents of this version, which are read at the first call. */
export const packagedLookup: OperationLookup = (id) => packaged()(id)

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Finds the promise that a case tests. */
export function requirementOf(
  lookup: OperationLookup,
  operation: OperationId,
  requirement: RequirementId,
): Requirement | undefined {
  return lookup(operation)?.requirements.find(({ id }) => id === requirement)
}
