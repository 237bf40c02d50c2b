import type { Contract, Operation } from '../../src/openapi/contract.ts'
import { dereference } from '../../src/openapi/document-node.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { pointer, segmentsOf, valueAt } from '../../src/openapi/json-pointer.ts'

/** A request or an answer, as the contract describes it. */
export interface Message {
  /** `POST /servers/…`, or `409 Conflict` with the description in the contract. */
  readonly line: string
  /** `application/json`; absent where there is no body. */
  readonly mediaType?: string
  /** Name of the schema of the body; absent where it has no name. */
  readonly schema?: string
}

export function requestOf(contract: Contract, { id, method, path }: Operation): Message {
  const at = findOperation(contract, id).pointer + pointer('requestBody')
  return { line: `${method} ${path}`, ...bodyOf(contract, at) }
}

/**
 * The answer with a status. An operation that does not exist answers as its 404 describes, if it
 * has one.
 */
export function responseOf(contract: Contract, { id }: Operation, status: number): Message {
  const at = findOperation(contract, id).pointer + pointer('responses', status)
  const response = dereference(contract.document, valueAt(contract.document, at), at)?.value
  const description = typeof response?.description === 'string' ? `: ${response.description}` : ''
  return { line: `${status}${description}`, ...bodyOf(contract, at) }
}

function bodyOf({ document }: Contract, at: string): Omit<Message, 'line'> {
  const holder = dereference(document, valueAt(document, at), at)
  const content = holder?.value.content
  const [first] = isJsonObject(content) ? Object.entries(content) : []
  if (first === undefined) return {}
  const [mediaType, media] = first
  const schema = isJsonObject(media) ? media.schema : undefined
  const reference = isJsonObject(schema) ? schema.$ref : undefined
  const name = typeof reference === 'string' ? segmentsOf(reference).at(-1) : undefined
  return { mediaType, ...(name !== undefined && { schema: name }) }
}
