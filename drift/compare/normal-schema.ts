import { canonicalJson, isJsonObject, type JsonObject } from '../../src/openapi/json.ts'

const ANNOTATIONS = new Set([
  'description',
  'title',
  'examples',
  'example',
  'default',
  'deprecated',
])
const DIGITS = new Set(['^[0-9]*$', '^[0-9]+$', '^\\d+$'])

/**
 * A schema in one form for all ways in which the same can be said: types as a sorted list, a constant as
 * an enumeration of one, an alternative of null as a type more, additional properties always said.
 */
export function normalSchema(written: JsonObject): JsonObject {
  const schema = withoutAlternativeOfNull(written)
  const { const: constant, ...rest } = schema
  const entries = Object.entries(constant === undefined ? rest : { ...rest, enum: [constant] })
    .filter(([key]) => !ANNOTATIONS.has(key))
    .map(([key, value]): [string, unknown] => [key, normalKeyword(key, value)])
  const normal = Object.fromEntries(entries)
  const isObject = Array.isArray(normal.type) && normal.type.includes('object')
  return isObject ? { additionalProperties: true, ...normal } : normal
}

/** That of a query parameter: given once and several times alike, and digits are a number. */
export function normalQuerySchema(written: JsonObject): JsonObject {
  const { type, items } = written
  const schema = normalSchema(type === 'array' && isJsonObject(items) ? items : written)
  if (canonicalJson(schema.type) !== '["integer","string"]') return schema
  if (!DIGITS.has(String(schema.pattern)) || schema.minLength !== 1) return schema
  const { pattern: _pattern, minLength: _minLength, ...number } = schema
  return { ...number, type: ['integer'] }
}

function normalKeyword(key: string, value: unknown): unknown {
  if (key === 'type') return [value].flat().sort()
  if (key === 'enum' && Array.isArray(value)) return [...value].sort(byJson)
  if (key === 'required' && Array.isArray(value)) return [...value].sort()
  if (key === 'items' && isJsonObject(value)) return normalSchema(value)
  if (key !== 'properties' || !isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isJsonObject(member) ? normalSchema(member) : member,
    ]),
  )
}

function byJson(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

/** `oneOf: [S, {type: null}]` is S with null as a type more. */
function withoutAlternativeOfNull(schema: JsonObject): JsonObject {
  for (const key of ['oneOf', 'anyOf']) {
    const branches = schema[key]
    if (!Array.isArray(branches) || branches.length !== 2) continue
    const other: unknown = branches.find((branch) => canonicalJson(branch) !== '{"type":"null"}')
    if (!isJsonObject(other) || branches.filter((branch) => branch !== other).length !== 1) continue
    const hasNull = branches.some((branch) => canonicalJson(branch) === '{"type":"null"}')
    if (!hasNull || other.type === undefined || other.enum !== undefined) continue
    const { [key]: _removed, ...rest } = schema
    return { ...rest, ...other, type: [other.type, 'null'].flat() }
  }
  return schema
}
