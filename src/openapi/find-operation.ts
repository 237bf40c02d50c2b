import type { Contract, Operation, OperationId } from './contract.ts'
import { METHODS } from './document-node.ts'
import { isJsonObject } from './json.ts'
import { type JsonPointer, pointer } from './json-pointer.ts'

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
  /** The place of the operation in the document; its path item contains it. */
  readonly pointer: JsonPointer
  readonly itemPointer: JsonPointer
}

const indices = new WeakMap<Contract, ReadonlyMap<string, FoundOperation>>()

/** An operation and its place in the document. Throws {@link UnknownOperationError}. */
export function findOperation(contract: Contract, id: OperationId): FoundOperation {
  const index = indices.get(contract) ?? indexOf(contract)
  indices.set(contract, index)
  const found = index.get(id)
  if (found === undefined) throw new UnknownOperationError(id)
  return found
}

function indexOf({ service, operations, document }: Contract): ReadonlyMap<string, FoundOperation> {
  const known = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]))
  const index = new Map<string, FoundOperation>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, written] of Object.entries(item ?? {})) {
      const name = METHODS.has(method) && isJsonObject(written) ? written.operationId : undefined
      const operation = known.get(`${service}.${String(name)}`)
      if (operation?.method.toLowerCase() !== method) continue
      const itemPointer = pointer('paths', path)
      index.set(operation.id, {
        ...operation,
        itemPointer,
        pointer: itemPointer + pointer(method),
      })
    }
  }
  return index
}
