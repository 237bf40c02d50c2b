import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { segmentsOf } from '../../src/openapi/json-pointer.ts'

/** The path of an operation as the document writes it, with the version where that is part of it. */
export function writtenPath(contract: Contract, id: OperationId): string {
  return segmentsOf(findOperation(contract, id).itemPointer)[1] ?? ''
}
