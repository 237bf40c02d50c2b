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
 * A contract document as it is at one microversion: plain OpenAPI 3.1 without extensions.
 * What is out of range is left out, and with it what only that needed. Without a microversion, which
 * is for services that have none, all is there.
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
  // Only members that OpenAPI lets one leave out are left out; the tests of `specs/` check it.
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

/** Takes out what has lost its meaning with the members that are gone. */
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

/** Drops the components that nothing refers to; security schemes are referred to by name. */
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

/** The components that something below the pointer refers to, or into, by their pointers. */
function componentsUsedBy(document: unknown, at: JsonPointer): ReadonlySet<JsonPointer> {
  const used = new Set<JsonPointer>()
  for (const { value } of reachableNodes(document, at)) {
    const target = referenceOf(value)
    if (target !== undefined) used.add(target.split('/').slice(0, 4).join('/'))
  }
  return used
}

/**
 * As much of a document as one path needs, not projected: everything at the place where it was.
 * What is asked of one operation then takes as long as that operation is large.
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
