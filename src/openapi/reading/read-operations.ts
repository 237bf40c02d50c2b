import { rangeOf } from '../at-version/ranged.ts'
import type { Operation, OperationId, Requirement, Service } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import { dereference } from '../document-node.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, pointer } from '../json-pointer.ts'
import { formatRange, intersect, type MicroversionRange } from '../microversion.ts'
import { type DocumentFrame, OperationEntry } from './extensions.ts'
import { parsePart } from './parse-part.ts'
import { readRequirements } from './read-requirements.ts'

const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const

/** Every operation of a checked document, in the API document's order, with its requirements. */
export function readOperations(
  document: DocumentFrame,
  service: Service,
  file: string,
): readonly Operation[] {
  const { 'min-ver': first } = document['x-openstack']
  const covered = first === undefined ? {} : { min: first }
  const operations: Operation[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [key, method] of Object.entries(METHODS)) {
      const written = item[key]
      if (!isJsonObject(written)) continue
      const at = pointer('paths', path, key)
      const own = cut(file, at, covered, rangeOf(item), rangeOf(written))
      operations.push(readOperation(document, file, at, { service, path, method, range: own }))
    }
  }
  checkUnique(
    operations.map(({ id }) => id),
    file,
    'operationId',
  )
  checkUnique(
    operations.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
    file,
    'requirement',
  )
  return inOrder(operations, document, service, file)
}

function inOrder(
  operations: readonly Operation[],
  { 'x-openstack': { operations: order } }: DocumentFrame,
  service: Service,
  file: string,
): readonly Operation[] {
  if (order === undefined) return operations
  const ids = order.map((name): OperationId => `${service}.${name}`)
  const known = new Map(operations.map((operation) => [operation.id, operation]))
  const found = ids.map((id) => known.get(id))
  const ordered = found.filter((operation) => operation !== undefined)
  if (ordered.length !== ids.length || new Set(ordered).size !== operations.length) {
    const there = operations.map(({ id }) => id.slice(service.length + 1)).join(', ')
    throw new ContractError(
      file,
      pointer('x-openstack', 'operations'),
      `expected each operationId of the document once: ${there}`,
    )
  }
  return ordered
}

type Frame = Pick<Operation, 'service' | 'path' | 'method' | 'range'>

function readOperation(
  document: DocumentFrame,
  file: string,
  at: JsonPointer,
  { service, path, method, range }: Frame,
): Operation {
  const written: unknown = document.paths[path]?.[method.toLowerCase()]
  const entry = parsePart(OperationEntry, written, file, at)
  const id: OperationId = `${service}.${entry.operationId}`
  const requirements: Requirement[] = []
  for (const [status, response] of Object.entries(entry.responses)) {
    if (status.startsWith('x-')) continue
    const place = at + pointer('responses', status)
    if (!/^[1-5]\d\d$/.test(status) || !isJsonObject(response)) {
      throw new ContractError(file, place, 'expected a status such as 200 with a response object')
    }
    const ranges = [rangeOf(response), rangeOf(refersTo(document, response))]
    const answered = cut(file, place, range, ...ranges)
    const context = { file, operation: id, status: Number(status), range: answered }
    requirements.push(...readRequirements(response['x-requirements'], place, context))
  }
  return {
    id,
    service,
    method,
    path: belowEndpoint(path),
    summary: entry.summary,
    section: entry['x-section'],
    link: entry.externalDocs.url,
    range,
    notes: entry['x-notes'],
    requirements,
  }
}

function refersTo(document: JsonObject, response: JsonObject): JsonObject {
  return dereference(document, response, '')?.value ?? response
}

/** The path without the version and the project id, which the endpoint of the catalog has already. */
function belowEndpoint(path: string): string {
  return path.replace(/^\/v\d+(\.\d+)?(?=\/)/, '').replace(/^\/\{(project|tenant)_id\}(?=\/)/, '')
}

/** The intersection of two ranges. Throws {@link ContractError} when it is empty. */
function cut(
  file: string,
  at: JsonPointer,
  range: MicroversionRange,
  ...others: readonly (MicroversionRange | undefined)[]
): MicroversionRange {
  let common = range
  for (const other of others) {
    const next = intersect(common, other ?? {})
    if (next === undefined) {
      const outer = formatRange(common)
      throw new ContractError(
        file,
        at,
        `bad range: no version of it is within ${outer}, the range of what contains it`,
      )
    }
    common = next
  }
  return common
}

function checkUnique(ids: readonly string[], file: string, what: string): void {
  const seen = new Set<string>()
  const twice = ids.find((id) => seen.size === seen.add(id).size)
  if (twice !== undefined)
    throw new ContractError(file, '/paths', `${what} "${twice}" is there twice`)
}
