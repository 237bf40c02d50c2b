import { operationAt } from '../../src/openapi/at-version/operation-at.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { contractOfOperation } from '../../src/openapi/contracts-of-service.ts'
import type { Passage } from './passage.ts'

/** Operation, status and microversion: `compute.attach 409 2.60`. */
export type Cell = string

/** The cell of a passage; undefined when no document describes such an answer. */
function documentedCell(
  { operation, version, status }: Passage,
  contracts: Contracts,
): Cell | undefined {
  if (operation === undefined || version === undefined) return undefined
  const contract = contractOfOperation(contracts, operation)
  const view = contract && operationAt(contract, operation, version)
  return view?.responses.has(status) ? cellOf(operation, status, version) : undefined
}

export function cellOf(operation: string, status: number, version: string): Cell {
  return `${operation} ${status} ${version}`
}

/** The documented cells of the passages that a tool has checked in a passed test. */
export function verifiedCells(
  passages: readonly Passage[],
  contracts: Contracts,
  verified: (passage: Passage, cell: Cell) => boolean,
): ReadonlySet<Cell> {
  return new Set(
    passages.flatMap((passage) => {
      const cell = documentedCell(passage, contracts)
      return cell !== undefined && verified(passage, cell) ? [cell] : []
    }),
  )
}
