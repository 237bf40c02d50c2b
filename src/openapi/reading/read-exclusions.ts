import type { Exclusion, Operation } from '../contract.ts'
import { pointer } from '../json-pointer.ts'
import type { DocumentFrame } from './extensions.ts'
import { knownOperations } from './known-operations.ts'

/** What no requirement tests. Throws `ContractError` when it names an operation that is not there. */
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
