import {
  type Operation,
  type OperationId,
  type Requirement,
  type RequirementId,
  type Service,
  serviceOf,
} from '../src/openapi/contract.ts'
import { packagedServices } from '../src/openapi/load-services.ts'

/** Finds an operation of the contract; undefined for one that this version does not know. */
export type OperationLookup = (id: OperationId) => Operation | undefined

/** A service in words; its id where it was recorded by a version that knew it and this one does not. */
export function serviceTitle(service: Service): string {
  return packagedServices().get(service)?.title ?? service
}

/** The service in words, from the id of one of its operations. */
export function serviceName(operation: OperationId): string {
  return serviceTitle(serviceOf(operation))
}

/** Finds the promise behind a case. */
export function requirementOf(
  lookup: OperationLookup,
  operation: OperationId,
  requirement: RequirementId,
): Requirement | undefined {
  return lookup(operation)?.requirements.find(({ id }) => id === requirement)
}
