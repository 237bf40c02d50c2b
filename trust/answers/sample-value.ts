import { dereference } from '../../src/openapi/document-node.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'

/** A value that a schema of the document takes: the smallest that is worth looking at. */
export function sampleValue(document: JsonObject, written: unknown): unknown {
  const schema = resolved(document, written)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0]
  if (Array.isArray(schema.enum)) return schema.enum[0]
  switch ([schema.type].flat()[0]) {
    case 'object':
      return sampleObject(document, schema)
    case 'array':
      return [sampleValue(document, schema.items)]
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return 1
    case 'null':
      return null
    default:
      return schema.format === 'uuid' ? '2c6b1f0e-9d47-4a53-8e12-7b90c4d5f3a6' : 'attest'
  }
}

/** A schema with its reference resolved; keywords beside the reference take precedence. */
export function resolved(document: JsonObject, written: unknown): JsonObject {
  if (!isJsonObject(written)) return {}
  const { $ref, ...beside } = written
  return $ref === undefined ? beside : { ...dereference(document, written, '')?.value, ...beside }
}

function sampleObject(document: JsonObject, schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, below]) => [name, sampleValue(document, below)]),
  )
}
