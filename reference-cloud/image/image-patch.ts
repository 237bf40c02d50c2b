import { isObject } from '../checks.ts'
import { badRequest, Fault } from '../faults.ts'
import { header, type Incoming } from '../http/exchange.ts'
import { checkField, readJson } from './image-body.ts'

const TYPES = /^application\/openstack-images-v2\.[01]-json-patch$/

export interface Change {
  readonly field: string
  /** Undefined where the field is to be removed. */
  readonly value: unknown
}

/** The changes of single fields that a JSON patch wants. @throws Fault 400, 403, 415 */
export function readChanges(incoming: Incoming): readonly Change[] {
  const type = header(incoming, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.test(type)) throw new Fault(415, 'The media type is not supported.')
  const body = readJson(incoming)
  if (!Array.isArray(body)) throw badRequest('Request body must be a JSON array of operations.')
  return body.map(readChange)
}

function readChange(written: unknown): Change {
  if (!isObject(written)) throw badRequest('Operations must be JSON objects.')
  const { op, path, value } = written
  const field = typeof path === 'string' ? /^\/([^/]+)$/.exec(path)?.[1] : undefined
  if (field === undefined) throw badRequest(`Invalid JSON pointer for this resource: '${path}'`)
  if (op === 'remove') return { field, value: undefined }
  if (op !== 'add' && op !== 'replace') throw badRequest(`Unsupported operation '${op}'.`)
  checkField(field, value)
  return { field, value }
}
