import type { Exclusion, Operation } from '../contract.ts'
import { pointer } from '../json-pointer.ts'
import type { DocumentFrame } from './extensions.ts'
import { knownOperations } from './known-operations.ts'

/** The exclusions of a document. Throws `ContractError` when one names an unknown operation. */
export function readExclusions(
  frame: DocumentFrame,
  file: string,
  operations: readonly Operation[],
): readonly Exclusion[] {
  return frame['x-excluded'].map(({ operations: named, ...entry }, index) => ({
    ...entry,
    operations: knownOperations(named, operations, file, pointer('x-excluded', index)),
  }))
}
