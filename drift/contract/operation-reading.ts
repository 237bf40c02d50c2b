import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { type JsonPointer, pointer } from '../../src/openapi/json-pointer.ts'
import { isWithin, type Microversion } from '../../src/openapi/microversion.ts'
import { DocumentReader, type Part } from './plain-schema.ts'

/**
 * A parameter or a field of the contract at one microversion. `at` names it as `covers` of requirements
 * does: `query.limit`, `request.volumeAttachment.tag`.
 */
export interface Item {
  readonly at: string
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: JsonObject
  readonly pointer: JsonPointer
}

/** What the contract says of an operation at one microversion. */
export interface OperationReading {
  readonly statuses: ReadonlyMap<number, JsonPointer>
  /** The status of success. */
  readonly success: number | undefined
  readonly parameters: readonly Item[]
  /** Bodies with all references followed; undefined where there is none. */
  readonly request: Body | undefined
  readonly response: Body | undefined
}

export interface Body {
  readonly schema: JsonObject
  readonly pointer: JsonPointer
  /** Its fields at all depths; those of a list's items are called as if the list were not there. */
  readonly fields: readonly Item[]
}

const JSON_TYPE = 'application/json'

/** Reads an operation at a microversion; undefined where it does not exist. */
export function readOperation(
  contract: Contract,
  id: OperationId,
  at: Microversion | undefined,
): OperationReading | undefined {
  const found = findOperation(contract, id)
  if (at !== undefined && !isWithin(at, found.range)) return undefined
  const document: unknown = contract.document
  if (!isJsonObject(document)) return undefined
  const reader = new DocumentReader(document, at)
  const operation = reader.at(found.pointer)
  if (operation === undefined) return undefined
  const responses = reader.members(operation, 'responses')
  const success = responses.find(({ name }) => name.startsWith('2'))
  return {
    statuses: new Map(responses.map(({ name, pointer }) => [Number(name), pointer])),
    success: success && Number(success.name),
    parameters: [found.itemPointer, found.pointer].flatMap((place) => parametersOf(reader, place)),
    request: bodyOf(reader, reader.member(operation, 'requestBody'), 'request'),
    response: bodyOf(reader, success, 'response'),
  }
}

function parametersOf(reader: DocumentReader, owner: JsonPointer): readonly Item[] {
  const listed = reader.at(owner)?.value.parameters
  if (!Array.isArray(listed)) return []
  return listed.flatMap((entry: unknown, index) => {
    const part = reader.part(entry, owner + pointer('parameters', index))
    if (part === undefined) return []
    const { name, in: place, required } = part.value
    const schema = reader.member(part, 'schema')
    return {
      at: `${place}.${name}`,
      name: String(name),
      in: String(place),
      required: required === true,
      schema: schema === undefined ? {} : plainSchema(reader, schema),
      pointer: part.pointer,
    }
  })
}

function bodyOf(reader: DocumentReader, holder: Part | undefined, at: string): Body | undefined {
  if (holder === undefined) return undefined
  const media = reader.members(holder, 'content').find(({ name }) => name === JSON_TYPE)
  const part = media && reader.member(media, 'schema')
  if (part === undefined) return undefined
  return {
    schema: plainSchema(reader, part),
    pointer: part.pointer,
    fields: fieldsOf(reader, part, at),
  }
}

function fieldsOf(reader: DocumentReader, part: Part, at: string): readonly Item[] {
  const required = Array.isArray(part.value.required) ? part.value.required : []
  const own = reader.members(part, 'properties').flatMap((member) => {
    const below = `${at}.${member.name}`
    const field: Item = {
      at: below,
      name: member.name,
      in: 'body',
      required: required.includes(member.name),
      schema: plainSchema(reader, member),
      pointer: member.pointer,
    }
    return [field, ...fieldsOf(reader, member, below)]
  })
  const items = reader.member(part, 'items')
  return items === undefined ? own : [...own, ...fieldsOf(reader, items, at)]
}

/** A schema without references, extensions and what does not exist at the microversion. */
function plainSchema(reader: DocumentReader, part: Part): JsonObject {
  const properties = reader.members(part, 'properties')
  const items = reader.member(part, 'items')
  const { required, ...rest } = part.value
  const names = new Set(properties.map(({ name }) => name))
  const kept = Object.entries(rest).filter(([key]) => !key.startsWith('x-') && key !== '$ref')
  return {
    ...Object.fromEntries(kept),
    ...(Array.isArray(required) && { required: required.filter((name) => names.has(name)) }),
    ...(rest.properties !== undefined && {
      properties: Object.fromEntries(
        properties.map((member) => [member.name, plainSchema(reader, member)]),
      ),
    }),
    ...(items !== undefined && { items: plainSchema(reader, items) }),
  }
}
