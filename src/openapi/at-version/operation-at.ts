import type { OpenAPIV3_1 } from 'openapi-types'
import type { Contract, OperationId } from '../contract.ts'
import { type FoundOperation, findOperation } from '../find-operation.ts'
import { isWithin, type Microversion } from '../microversion.ts'
import { changePoints, intervalStart } from './changes.ts'
import type { OperationView } from './operation-view.ts'
import { excerpt, project } from './project.ts'
import { readOperationView } from './read-operation-view.ts'

/** What was computed for one operation: its change points, and its views. */
interface Known {
  readonly found: FoundOperation
  /** The part of the document that the operation needs. */
  readonly document: OpenAPIV3_1.Document
  readonly points: readonly Microversion[]
  readonly views: Map<Microversion | undefined, OperationView>
  /** The view at each version that was asked for; undefined where the operation does not exist. */
  readonly asked: Map<Microversion | undefined, OperationView | undefined>
}

/** The most versions that are remembered. Services have a few hundred, but a cloud may name others. */
const MOST_ASKED = 1_000

const operations = new WeakMap<Contract, Map<OperationId, Known>>()

/**
 * The operation at a microversion; undefined where it does not exist. All microversions between two
 * changes share one view. `at` is undefined for a service without microversions.
 * Throws {@link UnknownOperationError}.
 */
export function operationAt(
  contract: Contract,
  operationId: OperationId,
  at: Microversion | undefined,
): OperationView | undefined {
  const operation = knownOperation(contract, operationId)
  const { asked } = operation
  if ((at === undefined) !== (contract.range === undefined)) {
    const has = contract.range === undefined ? 'has no microversions' : 'has microversions'
    throw new TypeError(`${contract.service} ${has}, and ${operationId} was asked for at ${at}`)
  }
  const before = asked.get(at)
  if (before !== undefined || asked.has(at)) return before
  const view = viewAt(operation, at)
  if (asked.size < MOST_ASKED) asked.set(at, view)
  return view
}

function viewAt(
  { found, document, points, views }: Known,
  at: Microversion | undefined,
): OperationView | undefined {
  if (at !== undefined && !isWithin(at, found.range)) return undefined
  const start = at && (intervalStart(points, at) ?? at)
  const view = views.get(start) ?? readOperationView(found, project(document, start))
  views.set(start, view)
  return view
}

function knownOperation(contract: Contract, operationId: OperationId): Known {
  const ofContract = operations.get(contract) ?? new Map<OperationId, Known>()
  operations.set(contract, ofContract)
  const before = ofContract.get(operationId)
  if (before !== undefined) return before
  const found = findOperation(contract, operationId)
  const known = {
    found,
    document: excerpt(contract.document, found.itemPointer),
    points: changePoints(contract, operationId),
    views: new Map<Microversion | undefined, OperationView>(),
    asked: new Map<Microversion | undefined, OperationView | undefined>(),
  }
  ofContract.set(operationId, known)
  return known
}
