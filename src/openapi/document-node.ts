import { isJsonObject, type JsonObject } from './json.ts'
import { type JsonPointer, localReference, pointer, valueAt } from './json-pointer.ts'

/**
 * The kind of a place in an OpenAPI document. It decides whether a key that begins with `x-` is an
 * extension or a name (of a header, a property), and whether a value is opaque sample data.
 */
export type Place =
  /** Keys are keywords. */
  | 'object'
  /** Keys are names that the author of the document chose. */
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

/** The kind of the place below `key`. */
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

/** Whether a member can be omitted without making its parent invalid. */
function isRemovable(parent: Place, key: string): boolean {
  return parent !== 'object' || key === 'requestBody' || METHODS.has(key)
}

export interface DocumentNode {
  readonly pointer: JsonPointer
  readonly value: JsonObject
  readonly removable: boolean
}

/** Every object of a document at or below `at` whose keys are keywords, parents first. */
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

/** Like {@link nodesOf}, and also the nodes that a `$ref` leads to, each once. */
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

/** The pointer in the `$ref` of a node; undefined when it has none within the document. */
export function referenceOf(node: JsonObject): JsonPointer | undefined {
  return typeof node.$ref === 'string' ? localReference(node.$ref) : undefined
}

/** The node itself or, when it has a `$ref`, the node to which that leads, with its pointer. */
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
