import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import type { Change } from './change.ts'

const NULL = '{"type":"null"}'

/** All single changes of a JSON Schema; `at` names what it is of. */
export function schemaChanges(schema: JsonObject, at: string): readonly Change<JsonObject>[] {
  const changed = (words: string, value: JsonObject, place = at) => ({ words, place, value })
  const { type, required, enum: values, properties, items, additionalProperties } = schema
  const others = ['pattern', 'format', 'minLength', 'maxLength', 'minimum', 'minProperties']
  return [
    ...(type === undefined || JSON.stringify(schema) === NULL
      ? []
      : [changed('another type', { ...schema, type: 'number' })]),
    ...(typeof schema.pattern === 'string'
      ? [
          changed('a tighter pattern', {
            ...schema,
            pattern: schema.pattern.replace('^', '^(?!x)'),
          }),
        ]
      : []),
    ...others
      .filter((keyword) => schema[keyword] !== undefined)
      .map((keyword) => {
        const { [keyword]: _removed, ...rest } = schema
        return changed(`no ${keyword}`, rest)
      }),
    ...(Array.isArray(values)
      ? [
          changed('a value less', { ...schema, enum: values.slice(1) }),
          changed('a value more', { ...schema, enum: [...values, 'maybe'] }),
        ]
      : []),
    ...(additionalProperties === undefined
      ? []
      : [
          changed('other keys', { ...schema, additionalProperties: additionalProperties !== true }),
        ]),
    ...(Array.isArray(required) ? requiredChanges(schema, required, at) : []),
    ...(isJsonObject(properties) ? propertyChanges(schema, properties, at) : []),
    ...(isJsonObject(items)
      ? schemaChanges(items, at).map((change) => ({
          ...change,
          value: { ...schema, items: change.value },
        }))
      : []),
    ...alternativeChanges(schema, at),
  ]
}

function requiredChanges(schema: JsonObject, required: readonly unknown[], at: string) {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const optional = Object.keys(properties).filter(
    (name) => !required.includes(name) && isJsonObject(properties[name]),
  )
  return [
    ...required.map((name) => ({
      words: `${name} is not required`,
      place: `${at}.${name}`,
      value: { ...schema, required: required.filter((one) => one !== name) },
    })),
    ...optional.map((name) => ({
      words: `${name} is required`,
      place: `${at}.${name}`,
      value: { ...schema, required: [...required, name] },
    })),
  ]
}

function propertyChanges(
  schema: JsonObject,
  properties: JsonObject,
  at: string,
): readonly Change<JsonObject>[] {
  const put = (changed: JsonObject) => ({ ...schema, properties: changed })
  const added = {
    words: 'a property more',
    place: `${at}.extra`,
    value: put({ ...properties, extra: { type: 'string' } }),
  }
  return [
    added,
    ...Object.entries(properties).flatMap(([name, member]) => {
      const { [name]: _removed, ...rest } = properties
      const inside = isJsonObject(member) ? schemaChanges(member, `${at}.${name}`) : []
      return [
        { words: `no ${name}`, place: `${at}.${name}`, value: put(rest) },
        {
          words: `${name} renamed`,
          place: `${at}.${name}_x`,
          value: put({ ...rest, [`${name}_x`]: member }),
        },
        ...inside.map((change) => ({
          ...change,
          value: put({ ...properties, [name]: change.value }),
        })),
      ]
    }),
  ]
}

function alternativeChanges(schema: JsonObject, at: string): readonly Change<JsonObject>[] {
  const branches = schema.oneOf
  if (!Array.isArray(branches)) return []
  return branches.flatMap((branch: unknown, index) =>
    (isJsonObject(branch) ? schemaChanges(branch, at) : []).map((change) => ({
      ...change,
      value: {
        ...schema,
        oneOf: branches.map((one, which) => (which === index ? change.value : one)),
      },
    })),
  )
}
