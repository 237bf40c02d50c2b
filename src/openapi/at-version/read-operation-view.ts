import { dereference } from '../document-node.ts'
import type { FoundOperation } from '../find-operation.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, pointer, valueAt } from '../json-pointer.ts'
import { type SchemaValidator, schemaValidator } from '../schemas/schema-validator.ts'
import { textValidator } from '../schemas/text-validator.ts'
import type {
  ContentRule,
  OperationView,
  ParameterRule,
  RequestBodyRule,
  ResponseRule,
  TextRule,
} from './operation-view.ts'

/** Reads an operation of a projected document and compiles its schemas. */
export function readOperationView(found: FoundOperation, document: unknown): OperationView {
  const { pointer: at, itemPointer, ...operation } = found
  const requestBody = readRequestBody(document, at + pointer('requestBody'))
  return {
    operation,
    pointer: at,
    parameters: [itemPointer, at].flatMap((owner) => readParameters(document, owner)),
    ...(requestBody !== undefined && { requestBody }),
    responses: new Map(readResponses(document, at).map((rule) => [rule.status, rule])),
  }
}

function readParameters(document: unknown, owner: JsonPointer): readonly ParameterRule[] {
  const at = owner + pointer('parameters')
  const written = valueAt(document, at)
  if (!Array.isArray(written)) return []
  return written.flatMap((entry: unknown, index) => {
    const found = dereference(document, entry, at + pointer(index))
    const place = found?.value.in
    if (found === undefined || !isParameterPlace(place)) return []
    return [{ ...readText(document, found, String(found.value.name)), in: place }]
  })
}

function isParameterPlace(place: unknown): place is ParameterRule['in'] {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie'
}

function readRequestBody(document: unknown, at: JsonPointer): RequestBodyRule | undefined {
  const found = dereference(document, valueAt(document, at), at)
  if (found === undefined) return undefined
  const required = found.value.required === true
  return { pointer: found.pointer, required, content: readContent(document, found) }
}

function readResponses(document: unknown, operation: JsonPointer): readonly ResponseRule[] {
  const at = operation + pointer('responses')
  return membersOf(document, valueAt(document, at), at).map(({ name, ...found }) => ({
    status: Number(name),
    pointer: found.pointer,
    headers: readHeaders(document, found),
    content: readContent(document, found),
  }))
}

function readHeaders(document: unknown, response: Found): readonly TextRule[] {
  const at = response.pointer + pointer('headers')
  return membersOf(document, response.value.headers, at).map(({ name, ...found }) =>
    readText(document, found, name.toLowerCase()),
  )
}

function readText(document: unknown, found: Found, name: string): TextRule {
  const required = found.value.required === true
  return {
    pointer: found.pointer,
    name,
    required,
    validate: readSchema(document, found, textValidator),
  }
}

function readContent(document: unknown, holder: Found): readonly ContentRule[] {
  const at = holder.pointer + pointer('content')
  return membersOf(document, holder.value.content, at).map(({ name, ...found }) => ({
    pointer: found.pointer,
    mediaType: name.toLowerCase(),
    validate: readSchema(document, found, schemaValidator),
  }))
}

function readSchema(
  document: unknown,
  { value, pointer: at }: Found,
  compile: typeof schemaValidator,
): SchemaValidator {
  return value.schema === undefined ? () => [] : compile(document, at + pointer('schema'))
}

interface Found {
  readonly value: JsonObject
  readonly pointer: JsonPointer
}

function membersOf(document: unknown, value: unknown, at: JsonPointer) {
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const found = dereference(document, member, at + pointer(name))
    return found === undefined ? [] : [{ ...found, name }]
  })
}
