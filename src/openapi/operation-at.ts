import { changePoints, intervalStart } from './changes.ts'
import type { Contract, OperationId } from './contract.ts'
import { type FoundOperation, findOperation } from './find-operation.ts'
import { isWithin, type Microversion } from './microversion.ts'
import type { OperationView } from './operation-view.ts'
import { project } from './project.ts'
import { readOperationView } from './read-operation-view.ts'

/** What is known of one operation: its change points, and its view from each of them on. */
interface Known {
  readonly found: FoundOperation
  readonly points: readonly Microversion[]
  readonly views: Map<Microversion, OperationView>
}

const operations = new WeakMap<Contract, Map<OperationId, Known>>()

/**
 * The operation at a microversion; undefined where it does not exist. The view is compiled once
 * for all microversions between two changes. Throws {@link UnknownOperationError}.
 */
export function operationAt(
  contract: Contract,
  operationId: OperationId,
  at: Microversion,
): OperationView | undefined {
  const { found, points, views } = knownOperation(contract, operationId)
  if (!isWithin(at, found.range)) return undefined
  const start = intervalStart(points, at) ?? at
  const view = views.get(start) ?? readOperationView(found, project(contract.document, start))
  views.set(start, view)
  return view
}

function knownOperation(contract: Contract, operationId: OperationId): Known {
  const ofContract = operations.get(contract) ?? new Map<OperationId, Known>()
  operations.set(contract, ofContract)
  const known = ofContract.get(operationId) ?? {
    found: findOperation(contract, operationId),
    points: changePoints(contract, operationId),
    views: new Map<Microversion, OperationView>(),
  }
  ofContract.set(operationId, known)
  return known
}
