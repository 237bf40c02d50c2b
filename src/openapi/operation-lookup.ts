import type { Contracts, Operation, OperationId } from './contract.ts'

/** Finds operations by their id; undefined for one that no contract has. */
export function operationLookup(contracts: Contracts): (id: OperationId) => Operation | undefined {
  const operations = new Map(
    [...contracts.values()].flatMap(({ operations }) => operations).map((one) => [one.id, one]),
  )
  return (id) => operations.get(id)
}
