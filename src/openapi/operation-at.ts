import { changePoints, intervalStart } from './changes.ts'
import type { Contract, OperationId } from './contract.ts'
import { findOperation } from './find-operation.ts'
import { isWithin, type Microversion } from './microversion.ts'
import type { OperationView } from './operation-view.ts'
import { project } from './project.ts'
import { readOperationView } from './read-operation-view.ts'

const views = new WeakMap<Contract, Map<string, OperationView>>()

/**
 * The operation at a microversion; undefined where it does not exist. The view is compiled once
 * for all microversions between two changes. Throws {@link UnknownOperationError}.
 */
export function operationAt(
  contract: Contract,
  operationId: OperationId,
  at: Microversion,
): OperationView | undefined {
  const found = findOperation(contract, operationId)
  if (!isWithin(at, found.range)) return undefined
  const known = views.get(contract) ?? new Map<string, OperationView>()
  views.set(contract, known)
  const start = intervalStart(changePoints(contract, operationId), at) ?? at
  const key = `${operationId}@${start}`
  const view = known.get(key) ?? readOperationView(found, project(contract.document, start))
  known.set(key, view)
  return view
}
