import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { type JsonPointer, pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import { documentAt, viewAt } from './contracts.ts'
import { resolved } from './sample-value.ts'
import { formsOf } from './stretches.ts'

/** One constraint of a request body. */
export interface RequestConstraint {
  /** Place in the body. */
  readonly at: JsonPointer
  /** A keyword of JSON Schema, or `null` where null is not allowed. */
  readonly keyword: string
  /** The first and the last microversion that have it, where there are any. */
  readonly since: Microversion | undefined
  readonly until: Microversion | undefined
}

const KEYWORDS = ['format', 'pattern', 'enum', 'minLength', 'maxLength', 'minProperties'] as const

/** Every constraint of the operation's request body at whatever microversion. */
export function requestConstraints(operation: Operation): readonly RequestConstraint[] {
  const constraints = new Map<string, RequestConstraint>()
  for (const { from, to } of formsOf(operation)) {
    const content = viewAt(operation.id, from)?.requestBody?.content[0]
    if (content === undefined) continue
    const document = documentAt(operation.id, from)
    const schema = valueAt(document, content.pointer + pointer('schema'))
    for (const found of constraintsBelow(document, schema, '')) {
      const key = `${found.at} ${found.keyword}`
      constraints.set(key, {
        ...found,
        since: constraints.get(key)?.since ?? from,
        until: to,
      })
    }
  }
  return [...constraints.values()]
}

function constraintsBelow(
  document: JsonObject,
  written: unknown,
  at: JsonPointer,
): readonly Pick<RequestConstraint, 'at' | 'keyword'>[] {
  const schema = resolved(document, written)
  const types: readonly unknown[] = [schema.type ?? []].flat()
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const own = [
    ...(types.length > 0 ? ['type'] : []),
    ...(types.length > 0 && !types.includes('null') && at !== '' ? ['null'] : []),
    ...(Array.isArray(schema.required) && schema.required.length > 0 ? ['required'] : []),
    ...(schema.additionalProperties === false ? ['additionalProperties'] : []),
    ...KEYWORDS.filter((keyword) => keyword in schema),
  ]
  return [
    ...own.map((keyword) => ({ at, keyword })),
    ...Object.entries(properties).flatMap(([name, below]) =>
      constraintsBelow(document, below, at + pointer(name)),
    ),
  ]
}
