import type { Operation, OperationId } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import type { JsonPointer } from '../json-pointer.ts'

/** The names as ids of operations. Throws {@link ContractError} for one that no operation has. */
export function knownOperations(
  names: readonly string[],
  operations: readonly Operation[],
  file: string,
  at: JsonPointer,
): readonly OperationId[] {
  return names.map((name) => {
    const known = operations.find(({ id }) => id === name)
    if (known === undefined) throw new ContractError(file, at, `no operation "${name}"`)
    return known.id
  })
}
