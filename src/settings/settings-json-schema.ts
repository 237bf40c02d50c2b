import { z } from 'zod'
import { settingsSchema } from './settings-schema.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/**
 * The JSON Schema of attest.yaml, which editors use for completion: the text of
 * `attest.schema.json`.
 */
export function settingsJsonSchema(): string {
  const { $schema, ...rest } = jsonSchema()
  return `${JSON.stringify({ $schema, title: 'attest.yaml', ...rest }, undefined, 2)}\n`
}

/** The keys that are allowed in the map at a path of attest.yaml, or of another file. */
export function settingKeys(
  path: readonly PropertyKey[],
  of: z.ZodType = settingsSchema(),
): readonly string[] {
  let schema: JsonSchema = jsonSchema(of)
  for (const part of path) {
    const below = schema.properties?.[String(part)] ?? schema.items
    if (typeof below !== 'object' || Array.isArray(below)) return []
    schema = below
  }
  return Object.keys(schema.properties ?? {})
}

function jsonSchema(of: z.ZodType = settingsSchema()): JsonSchema {
  return z.toJSONSchema(of, { io: 'input' })
}
