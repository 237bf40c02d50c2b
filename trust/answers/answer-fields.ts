import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import { documentAt, viewAt } from './contracts.ts'
import { resolved } from './sample-value.ts'
import { formsOf } from './stretches.ts'

/** Names from the body downward; `[]` stands for each item of a list. */
export type FieldPath = readonly string[]

/** A field of an answer, as the contract has it where it is newest. */
export interface AnswerField {
  readonly status: number
  readonly path: FieldPath
  readonly schema: JsonObject
  readonly required: boolean
  /** The first and the last microversion that have it, where there are any. */
  readonly since: Microversion | undefined
  readonly until: Microversion | undefined
}

/** Every field of every JSON answer that the operation gives at some microversion. */
export function answerFields(operation: Operation): readonly AnswerField[] {
  const fields = new Map<string, AnswerField>()
  for (const { from, to } of formsOf(operation)) {
    const document = documentAt(operation.id, from)
    for (const rule of viewAt(operation.id, from)?.responses.values() ?? []) {
      const content = rule.content.find(({ mediaType }) => mediaType === 'application/json')
      if (content === undefined) continue
      const schema = valueAt(document, content.pointer + pointer('schema'))
      for (const found of fieldsBelow(document, schema, [])) {
        const key = `${rule.status} ${found.path.join('.')}`
        const since = fields.get(key)?.since ?? from
        fields.set(key, { ...found, status: rule.status, since, until: to })
      }
    }
  }
  return [...fields.values()]
}

function fieldsBelow(
  document: JsonObject,
  written: unknown,
  path: FieldPath,
): readonly Pick<AnswerField, 'path' | 'schema' | 'required'>[] {
  const schema = resolved(document, written)
  if ('items' in schema) return fieldsBelow(document, schema.items, [...path, '[]'])
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(properties).flatMap(([name, below]) => {
    const at = [...path, name]
    const field = { path: at, schema: resolved(document, below), required: required.includes(name) }
    return [field, ...fieldsBelow(document, below, at)]
  })
}

/** The new value of a member; undefined removes it. */
export type Change = (value: unknown) => unknown

/** Removes a member. */
export const GONE: unique symbol = Symbol('gone')

/** The body in which all values at the path are changed; the same object if none was. */
export function changedAt(body: unknown, [name, ...below]: FieldPath, change: Change): unknown {
  if (name === undefined) return change(body)
  if (name === '[]') {
    if (!Array.isArray(body)) return body
    const items: unknown[] = body.map((item) => changedAt(item, below, change))
    return items.some((item, index) => item !== body[index]) ? items : body
  }
  if (!isJsonObject(body) || !(name in body)) return body
  const { [name]: before, ...rest } = body
  const after = changedAt(before, below, change)
  if (after === before) return body
  return after === GONE ? rest : { ...body, [name]: after }
}
