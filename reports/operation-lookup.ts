import {
  type Operation,
  type OperationId,
  type Requirement,
  type RequirementId,
  serviceOf,
} from '../src/openapi/contract.ts'

/** Finds an operation of the contract; undefined for one that this version does not know. */
export type OperationLookup = (id: OperationId) => Operation | undefined

/** The services in words. */
const SERVICE_NAMES = {
  compute: 'Compute',
  'block-storage': 'Block Storage',
} as const

/** The service in words, from the id of one of its operations. */
export function serviceName(operation: OperationId): string {
  return SERVICE_NAMES[serviceOf(operation)]
}

/** Finds the promise behind a case. */
export function requirementOf(
  lookup: OperationLookup,
  operation: OperationId,
  requirement: RequirementId,
): Requirement | undefined {
  return lookup(operation)?.requirements.find(({ id }) => id === requirement)
}
