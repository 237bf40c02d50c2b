import type { Contracts, Requirement } from './contract.ts'

/** All requirements of the documents, in their order. */
export function requirementsIn(contracts: Contracts): readonly Requirement[] {
  return [...contracts.values()]
    .flatMap(({ operations }) => operations)
    .flatMap(({ requirements }) => requirements)
}
