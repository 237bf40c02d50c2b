import { isJsonObject, type JsonObject } from './json.ts'
import { type JsonPointer, localReference, pointer, valueAt } from './json-pointer.ts'

/**
 * What a place of an OpenAPI document holds. It decides whether a key that begins with `x-`
 * is an extension or just a name (of a header, a property), and what is opaque sample data.
 */
export type Place =
  /** Keys are keywords. */
  | 'object'
  /** Keys are free names. */
  | 'names'
  /** Keys are paths or statuses, beside extensions. */
  | 'patterned'
  /** An array of objects. */
  | 'list'
  | 'data'

const NAMES = new Set(
  [
    'schemas headers examples parameters requestBodies securitySchemes links callbacks pathItems',
    'content properties patternProperties $defs dependentSchemas encoding variables webhooks',
  ].flatMap((line) => line.split(' ')),
)

const DATA = new Set(
  'example default const enum value required security scopes mapping type'.split(' '),
)

/** The keys of a path item that are operations. */
export const METHODS: ReadonlySet<string> = new Set(
  'get put post delete options head patch trace'.split(' '),
)

/** What stands below `key` of a place. */
export function placeBelow(parent: Place, key: string, value: unknown): Place {
  if (parent === 'data' || typeof value !== 'object' || value === null) return 'data'
  if (key.startsWith('x-') && (parent === 'object' || parent === 'patterned')) {
    return key === 'x-requirements' ? 'list' : 'data'
  }
  if (parent !== 'object') return 'object'
  if (DATA.has(key)) return 'data'
  if (Array.isArray(value)) return value.every(isJsonObject) && key !== 'examples' ? 'list' : 'data'
  if (key === 'paths' || key === 'responses') return 'patterned'
  return NAMES.has(key) ? 'names' : 'object'
}

/** True where a key is an extension and not a name. */
export function isExtension(place: Place, key: string): boolean {
  return key.startsWith('x-') && (place === 'object' || place === 'patterned')
}

/** True where a member can be left out without breaking what holds it. */
function isRemovable(parent: Place, key: string): boolean {
  return parent !== 'object' || key === 'requestBody' || METHODS.has(key)
}

export interface DocumentNode {
  readonly pointer: JsonPointer
  readonly value: JsonObject
  readonly removable: boolean
}

/** Every object of the document that keywords describe, from `at` downward, outer ones first. */
export function* nodesOf(value: unknown, at: JsonPointer = ''): Generator<DocumentNode> {
  yield* descend(value, at, 'object', false)
}

function* descend(
  value: unknown,
  at: JsonPointer,
  place: Place,
  removable: boolean,
): Generator<DocumentNode> {
  if (place === 'data' || typeof value !== 'object' || value === null) return
  if (place === 'object' && isJsonObject(value)) yield { pointer: at, value, removable }
  for (const [key, member] of Object.entries(value)) {
    const below = placeBelow(place, key, member)
    yield* descend(member, at + pointer(key), below, isRemovable(place, key))
  }
}

/** Like {@link nodesOf}, and also everything that is reached by `$ref`, once. */
export function* reachableNodes(document: unknown, at: JsonPointer): Generator<DocumentNode> {
  const waiting = [at]
  const seen = new Set(waiting)
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    for (const node of nodesOf(valueAt(document, start), start)) {
      yield node
      const target = referenceOf(node.value)
      if (target !== undefined && !seen.has(target)) {
        seen.add(target)
        waiting.push(target)
      }
    }
  }
}

/** The pointer that the node's `$ref` stands for, if it has a local one. */
export function referenceOf(node: JsonObject): JsonPointer | undefined {
  return typeof node.$ref === 'string' ? localReference(node.$ref) : undefined
}

/** What a node stands for: itself, or what its `$ref` leads to, with the pointer of it. */
export function dereference(
  document: unknown,
  value: unknown,
  at: JsonPointer,
): { readonly value: JsonObject; readonly pointer: JsonPointer } | undefined {
  if (!isJsonObject(value)) return undefined
  const target = referenceOf(value)
  return target === undefined
    ? { value, pointer: at }
    : dereference(document, valueAt(document, target), target)
}
