import type { Contract, OperationId } from '../contract.ts'
import { reachableNodes } from '../document-node.ts'
import { findOperation } from '../find-operation.ts'
import type { JsonObject } from '../json.ts'
import { pointer } from '../json-pointer.ts'
import {
  compareMicroversions,
  isWithin,
  type Microversion,
  type MicroversionRange,
  nextMicroversion,
} from '../microversion.ts'
import { rangeOf } from './ranged.ts'

/**
 * Every microversion at which an operation changes, oldest first: its parameters, bodies, responses,
 * all that they refer to, and its requirements, without those that name their own. The first is the one at which it begins; the first at
 * which it does not exist any more is included. Empty for a service without microversions.
 * Throws {@link UnknownOperationError}.
 */
export function changePoints(
  contract: Contract,
  operationId: OperationId,
): readonly Microversion[] {
  const { pointer: at, itemPointer, range } = findOperation(contract, operationId)
  const first = range.min ?? contract.range?.min
  if (first === undefined) return []
  const starts = [first]
  for (const node of reachableNodes(contract.document, at)) starts.push(...startsOf(node.value))
  for (const parameter of reachableNodes(contract.document, itemPointer + pointer('parameters'))) {
    starts.push(...startsOf(parameter.value))
  }
  const end = range.max === undefined ? [] : [nextMicroversion(range.max)]
  return inOrder([...starts.filter((start) => isWithin(start, range)), ...end])
}

/** Every microversion at which anything in a document changes, oldest first. */
export function documentChangePoints(contract: Contract): readonly Microversion[] {
  const covered = contract.range
  if (covered === undefined) return []
  const starts = [covered.min]
  for (const node of reachableNodes(contract.document, '')) {
    if (node.pointer !== '') starts.push(...startsOf(node.value))
  }
  return inOrder(starts.filter((start) => isWithin(start, covered)))
}

/** The last of the change points that is not later than `at`; undefined before the first. */
export function intervalStart(
  points: readonly Microversion[],
  at: Microversion,
): Microversion | undefined {
  return points.findLast((point) => compareMicroversions(point, at) <= 0)
}

function startsOf(node: JsonObject): readonly Microversion[] {
  if (Array.isArray(node.changes)) return []
  const { min, max }: MicroversionRange = rangeOf(node) ?? {}
  return [min, max && nextMicroversion(max)].filter((start) => start !== undefined)
}

function inOrder(points: readonly Microversion[]): readonly Microversion[] {
  return [...new Set(points)].sort(compareMicroversions)
}
