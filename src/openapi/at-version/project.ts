import type { OpenAPIV3_1 } from 'openapi-types'
import {
  isExtension,
  METHODS,
  type Place,
  placeBelow,
  reachableNodes,
  referenceOf,
} from '../document-node.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, pointer, segmentsOf } from '../json-pointer.ts'
import type { Microversion } from '../microversion.ts'
import { isPresent } from './ranged.ts'

/**
 * A contract document at one microversion, as plain OpenAPI 3.1 without extensions. Parts whose range
 * does not include it are left out, and components that nothing refers to any more. `at` is undefined
 * for a service without microversions, whose document has no ranges.
 */
export function project(
  document: OpenAPIV3_1.Document,
  at: Microversion | undefined,
): OpenAPIV3_1.Document {
  const source = document as unknown as JsonObject
  const { 'x-openstack': _covered, ...root } = source
  const projected = projectMembers(
    root,
    'object',
    (node) => at === undefined || isPresent(source, node, at),
  )
  const paths = Object.entries(isJsonObject(projected.paths) ? projected.paths : {})
  const used = dropUnused({
    ...projected,
    paths: Object.fromEntries(paths.filter(([, item]) => hasOperation(item))),
  })
  // Only optional members are left out, so this is a document still; the tests of `specs/` check it.
  return used as unknown as OpenAPIV3_1.Document
}

type Presence = (node: JsonObject) => boolean

function projectMembers(value: JsonObject, place: Place, isThere: Presence): JsonObject {
  const kept: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (
      isExtension(place, key) ||
      (isJsonObject(member) && !isThereBelow(member, place, key, isThere))
    )
      continue
    kept[key] = projectValue(member, placeBelow(place, key, member), isThere)
  }
  return place === 'object' ? withoutLeftovers(value, kept) : kept
}

function isThereBelow(member: JsonObject, place: Place, key: string, isThere: Presence): boolean {
  return placeBelow(place, key, member) !== 'object' || isThere(member)
}

function projectValue(value: unknown, place: Place, isThere: Presence): unknown {
  if (place === 'data') return value
  if (Array.isArray(value)) {
    return value
      .filter((member) => !isJsonObject(member) || isThere(member))
      .map((member) => (isJsonObject(member) ? projectMembers(member, 'object', isThere) : member))
  }
  return isJsonObject(value) ? projectMembers(value, place, isThere) : value
}

/** Removes what refers to omitted members, such as their names in `required`, and what is empty now. */
function withoutLeftovers(before: JsonObject, after: Record<string, unknown>): JsonObject {
  const { properties, required } = before
  if (isJsonObject(properties) && isJsonObject(after.properties) && Array.isArray(required)) {
    const left = after.properties
    const names = required.filter((name) => !(name in properties) || name in left)
    if (names.length > 0) after.required = names
    else delete after.required
  }
  if (isEmptied(before.content, after.content)) delete after.content
  if (isEmptied(before.examples, after.examples)) delete after.examples
  if (isJsonObject(before.requestBody) && isJsonObject(after.requestBody)) {
    if (!('content' in after.requestBody) && !('$ref' in after.requestBody))
      delete after.requestBody
  }
  return after
}

function isEmptied(before: unknown, after: unknown): boolean {
  return isJsonObject(before) && isJsonObject(after) && Object.keys(after).length === 0
}

function hasOperation(item: unknown): boolean {
  return isJsonObject(item) && Object.keys(item).some((key) => METHODS.has(key))
}

/** Removes the components that no `$ref` leads to. Security schemes stay: they are referred to by name. */
function dropUnused(document: JsonObject): JsonObject {
  const { components, ...rest } = document
  if (!isJsonObject(components)) return document
  const used = componentsUsedBy(document, pointer('paths'))
  const kept = Object.entries(components).flatMap(([kind, members]) => {
    if (kind === 'securitySchemes' || !isJsonObject(members)) return [[kind, members] as const]
    const left = Object.entries(members).filter(([name]) =>
      used.has(pointer('components', kind, name)),
    )
    return left.length > 0 ? [[kind, Object.fromEntries(left)] as const] : []
  })
  return kept.length > 0 ? { ...rest, components: Object.fromEntries(kept) } : rest
}

/** The pointers of the components to which a `$ref` below `at` leads, also to a part of one. */
function componentsUsedBy(document: unknown, at: JsonPointer): ReadonlySet<JsonPointer> {
  const used = new Set<JsonPointer>()
  for (const { value } of reachableNodes(document, at)) {
    const target = referenceOf(value)
    if (target !== undefined) used.add(target.split('/').slice(0, 4).join('/'))
  }
  return used
}

/**
 * The part of a document that one path needs, with everything at its place; it is not projected. It
 * makes work on one operation independent of the size of the whole document.
 */
export function excerpt(
  document: OpenAPIV3_1.Document,
  itemPointer: JsonPointer,
): OpenAPIV3_1.Document {
  const { paths, components, ...rest } = document
  const [, path = ''] = segmentsOf(itemPointer)
  const used = componentsUsedBy(document, itemPointer)
  const kept = Object.entries(components ?? {}).map(([kind, members]) => [
    kind,
    Object.fromEntries(
      [...used].flatMap((component) => {
        const [, of, name = ''] = segmentsOf(component)
        return of === kind && name in members ? [[name, members[name]]] : []
      }),
    ),
  ])
  return {
    ...rest,
    paths: { [path]: paths?.[path] ?? {} },
    components: Object.fromEntries(kept),
  }
}
