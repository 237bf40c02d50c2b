import type { Operation, OperationId } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import type { JsonPointer } from '../json-pointer.ts'

/** Checks that each name is the id of an operation. Throws {@link ContractError} for one that is not. */
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
