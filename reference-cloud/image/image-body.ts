import { type Check, isObject, nullable, oneOf, text, uuid } from '../checks.ts'
import { badRequest, Fault } from '../faults.ts'
import { header, type Incoming } from '../http/exchange.ts'
import { VISIBILITIES } from './image.ts'

export const tag: Check = text({ max: 255 })

const tags: Check = (value, path) => {
  if (!Array.isArray(value)) return `${JSON.stringify(value)} is not of type 'array'`
  return value.map((one) => tag(one, path)).find((wrong) => wrong !== undefined)
}

const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : `${JSON.stringify(value)} is not of type 'boolean'`

/** The fields of an image that a client can set. */
const FIELDS: Readonly<Record<string, Check>> = {
  id: uuid,
  name: nullable(text({ max: 255 })),
  visibility: oneOf(...VISIBILITIES),
  protected: flag,
  tags,
  disk_format: nullable(text()),
  container_format: nullable(text()),
}

const READ_ONLY = new Set(
  'status size virtual_size checksum created_at updated_at self file schema owner'.split(' '),
)

/** Whether a field is one of the owner's own, whose value is a text. */
export const isOwnField = (name: string) => !Object.hasOwn(FIELDS, name)

/** @throws Fault 403 for a field that no client sets, 400 for a value that is none of the field */
export function checkField(name: string, value: unknown): void {
  if (READ_ONLY.has(name)) throw new Fault(403, `Attribute '${name}' is read-only.`)
  checkSchema(FIELDS[name] ?? text(), value, name)
}

/** @throws Fault 400 */
export function checkSchema(check: Check, value: unknown, name: string): void {
  const wrong = check(value, name)
  if (wrong) throw badRequest(`Provided object does not match schema 'image': ${wrong}`)
}

/** Whether there is a body; its content type does not matter. */
function hasBody(incoming: Incoming): boolean {
  return incoming.body.length > 0 || header(incoming, 'transfer-encoding') === 'chunked'
}

/** @throws Fault 400 */
export function refuseBody(incoming: Incoming): void {
  if (hasBody(incoming)) throw badRequest('A body is not expected with this request.')
}

/** @throws Fault 400 */
export function readJson(incoming: Incoming): unknown {
  if (!hasBody(incoming)) throw badRequest('Body expected in request.')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(incoming.body))
  } catch {
    throw badRequest('Malformed JSON in request body.')
  }
}

/** The fields that a new image is to have. @throws Fault 400, 403 */
export function readFields(incoming: Incoming): Readonly<Record<string, unknown>> {
  const body = readJson(incoming)
  if (!isObject(body)) throw badRequest('Unexpected body type. Expected list/dict.')
  for (const [name, value] of Object.entries(body)) checkField(name, value)
  return body
}
