import type { Contract, Operation, OperationId } from './contract.ts'
import { isJsonObject } from './json.ts'
import { type JsonPointer, pointer, valueAt } from './json-pointer.ts'

/** Thrown for an operation that no contract document describes. */
export class UnknownOperationError extends Error {
  override readonly name = 'UnknownOperationError'
  readonly operation: string

  constructor(operation: string) {
    super(`no operation "${operation}" in the contract documents`)
    this.operation = operation
  }
}

export interface FoundOperation extends Operation {
  /** Where the operation stands in the document, and the path item that holds it. */
  readonly pointer: JsonPointer
  readonly itemPointer: JsonPointer
}

/** An operation and its place in the document. Throws {@link UnknownOperationError}. */
export function findOperation(contract: Contract, id: OperationId): FoundOperation {
  const operation = contract.operations.find((known) => known.id === id)
  if (operation === undefined) throw new UnknownOperationError(id)
  const name = id.slice(contract.service.length + 1)
  const method = operation.method.toLowerCase()
  for (const [path, item] of Object.entries(contract.document.paths ?? {})) {
    const written = valueAt(item, pointer(method))
    if (isJsonObject(written) && written.operationId === name) {
      const itemPointer = pointer('paths', path)
      return { ...operation, itemPointer, pointer: itemPointer + pointer(method) }
    }
  }
  throw new UnknownOperationError(id)
}
