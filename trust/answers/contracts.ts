import { operationAt } from '../../src/openapi/at-version/operation-at.ts'
import type { OperationView } from '../../src/openapi/at-version/operation-view.ts'
import { project } from '../../src/openapi/at-version/project.ts'
import type { Contract, Contracts, Operation, OperationId } from '../../src/openapi/contract.ts'
import { contractOfOperation } from '../../src/openapi/contracts-of-service.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'

export const contracts: Contracts = loadContracts()

/** Every operation of the contracts, in the order of the documents. */
export const operations: readonly Operation[] = [...contracts.values()].flatMap(
  (contract) => contract.operations,
)

export function contractFor(operation: OperationId): Contract {
  const contract = contractOfOperation(contracts, operation)
  if (contract === undefined) throw new TypeError(`there is no contract for ${operation}`)
  return contract
}

/**
 * An operation as it is at a microversion (none for a service without microversions); undefined
 * where the operation does not exist.
 */
export function viewAt(
  operation: OperationId,
  version: Microversion | undefined,
): OperationView | undefined {
  return operationAt(contractFor(operation), operation, version)
}

const documents = new Map<string, JsonObject>()

/**
 * The contract's document at a microversion; the whole document for a service without
 * microversions.
 */
export function documentAt(operation: OperationId, version: Microversion | undefined): JsonObject {
  const contract = contractFor(operation)
  const key = `${contract.file} ${version}`
  const known = documents.get(key)
  if (known !== undefined) return known
  const projected: unknown = project(contract.document, version)
  if (!isJsonObject(projected)) throw new TypeError('a projected document is an object')
  documents.set(key, projected)
  return projected
}

/** The first success that the operation promises. */
export function successOf(id: OperationId): number {
  const { requirements = [] } = operations.find((operation) => operation.id === id) ?? {}
  return requirements.find(({ status }) => status < 300)?.status ?? 200
}
