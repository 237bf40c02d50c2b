import { changePoints } from '../../src/openapi/at-version/changes.ts'
import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { dereference } from '../../src/openapi/document-node.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { type JsonPointer, valueAt } from '../../src/openapi/json-pointer.ts'
import { readOperation } from './operation-reading.ts'

const known = new WeakMap<Contract, Map<OperationId, ReadonlyMap<string, JsonPointer>>>()

/**
 * Where the contract says what a difference is about: at the thing that is named, or at the nearest thing
 * around it that it has.
 */
export function placeInContract(
  contract: Contract,
  operation: OperationId | undefined,
  at: string,
): JsonPointer {
  if (operation === undefined) return '/x-openstack'
  const places = placesOf(contract, operation)
  for (let name = at; name !== ''; name = name.slice(0, Math.max(name.lastIndexOf('.'), 0))) {
    const place = places.get(name)
    if (place !== undefined) return place
  }
  return findOperation(contract, operation).pointer
}

function placesOf(contract: Contract, operation: OperationId): ReadonlyMap<string, JsonPointer> {
  const ofContract = known.get(contract) ?? new Map()
  known.set(contract, ofContract)
  const before = ofContract.get(operation)
  if (before !== undefined) return before
  const places = new Map<string, JsonPointer>()
  const points = contract.range === undefined ? [undefined] : changePoints(contract, operation)
  for (const at of points) {
    const reading = readOperation(contract, operation, at)
    if (reading === undefined) continue
    const { statuses, parameters, request, response } = reading
    for (const [status, place] of statuses) places.set(`status.${status}`, place)
    if (request !== undefined) places.set('request', request.pointer)
    if (response !== undefined) places.set('response', response.pointer)
    for (const item of [...parameters, ...(request?.fields ?? []), ...(response?.fields ?? [])]) {
      places.set(item.at, item.pointer)
    }
  }
  ofContract.set(operation, places)
  return places
}

/** Which editions have what stands at a place, by its own `x-source` or that of what it refers to. */
export function editionAt({ document }: Contract, place: JsonPointer): string | undefined {
  const own: unknown = valueAt(document, place)
  const shared = dereference(document, own, place)?.value
  const source = [own, shared].map((node) => (isJsonObject(node) ? node['x-source'] : undefined))
  const written = source.find((one) => one !== undefined)
  return isJsonObject(written) ? String(written.edition) : undefined
}
